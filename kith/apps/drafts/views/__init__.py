"""Where pages send what is typed on every pause, and where earlier versions are looked at."""
