"""The tables of this room."""

from kith.apps.audit.models.access_event import AccessEvent
from kith.apps.audit.models.sample import SampledReason
from kith.apps.audit.models.seal import Epoch, Lodging, LogDisposal, Seal, Verification
from kith.apps.audit.models.withheld import WithheldLine

__all__ = ["AccessEvent", "Epoch", "Lodging", "LogDisposal", "SampledReason", "Seal", "Verification", "WithheldLine"]
