"""Those whom workers wrote down in Kith itself."""
