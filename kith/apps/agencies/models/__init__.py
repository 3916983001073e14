"""The tables of this room."""

from kith.apps.agencies.models.agency import Agency
from kith.apps.agencies.models.clearance import Clearance
from kith.apps.agencies.models.sitting import Sitting
from kith.apps.agencies.models.use_count import UseCount
from kith.apps.agencies.models.user import User
from kith.apps.agencies.models.worker import Worker
from kith.apps.agencies.models.worker_role import WorkerRole

__all__ = ["Agency", "Clearance", "Sitting", "UseCount", "User", "Worker", "WorkerRole"]
