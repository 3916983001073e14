"""What the pages of drafts need beside the tags of every page."""
