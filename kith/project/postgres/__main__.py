"""``python -m kith.project.postgres``: stops our own server and deletes its data, wherever it lies (for make clean)."""

from kith.project.postgres import remove

remove()
