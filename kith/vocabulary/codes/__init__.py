"""Code lists, one file each, with source and date."""
