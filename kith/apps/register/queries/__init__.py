"""What may be read of those whom a worker wrote down, and how anybody is named, written down or from a run."""

from kith.apps.register.queries.find_same import Same, find_same
from kith.apps.register.queries.named import Named, list_members, list_named
from kith.apps.register.queries.to_run import RecordRow, list_for_run

__all__ = ["Named", "RecordRow", "Same", "find_same", "list_for_run", "list_members", "list_named"]
