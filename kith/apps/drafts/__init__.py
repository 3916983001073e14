"""The room of what is typed and not sent yet: kept on every pause, locked by section, given back as it was."""
