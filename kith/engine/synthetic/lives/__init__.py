"""What happens to the invented families, one SQL file per part of life."""
