"""What a link asks to be shown: the family's page, or a summary in a frame."""

from __future__ import annotations

PAGE, SUMMARY = "PAGE", "SUMMARY"
