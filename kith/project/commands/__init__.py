"""One module per command of ``kith``; each imports what it works with only when it runs, so that help is quick."""
