"""Moves what hangs on a reference along when a run joins two people, and back when they are taken apart again."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone

from kith.apps.base.moving import merge_people, unmerge_people
from kith.apps.matching.models import FollowedMerge, FollowedRun

OWNER = "owner"


def follow_merge(*, run_ref: str, old_ref: str, new_ref: str, records: Collection[str]) -> None:
    """Move what hangs on ``old_ref`` to ``new_ref``; ``records`` bore the old one. Done already: nothing."""
    known = {"run_ref": run_ref, "old_ref": old_ref, "new_ref": new_ref}
    if not FollowedMerge.objects.using(OWNER).filter(**known).exists():
        merge_ref = merge_people(old_ref, new_ref, alias=OWNER)
        FollowedMerge.objects.using(OWNER).create(
            **known, records=sorted(records), merge_ref=merge_ref, made_at=timezone.now()
        )


def follow_split(*, run_ref: str, old_ref: str, new_ref: str, records: Collection[str]) -> None:
    """Give ``new_ref``, which took ``records`` along from ``old_ref``, what those had brought there in a merge."""
    for merge in FollowedMerge.objects.using(OWNER).filter(new_ref=old_ref, undone_by="").order_by("-pk"):
        if merge.records and 2 * len(set(records) & set(merge.records)) > len(merge.records):
            unmerge_people(merge.merge_ref, alias=OWNER)
            FollowedMerge.objects.using(OWNER).filter(pk=merge.pk).update(undone_by=run_ref)
            if merge.old_ref != new_ref:
                follow_merge(run_ref=run_ref, old_ref=merge.old_ref, new_ref=new_ref, records=merge.records)


def undo_after(run_ref: str) -> None:
    """Undo what was done for runs later than ``run_ref``, the last first: that run is live again."""
    later = FollowedMerge.objects.using(OWNER).filter(run_ref__gt=run_ref).order_by("-pk")
    for merge in later:
        if not merge.undone_by:
            unmerge_people(merge.merge_ref, alias=OWNER)
        merge.delete(using=OWNER)
    for merge in FollowedMerge.objects.using(OWNER).filter(undone_by__gt=run_ref).order_by("pk"):
        again = merge_people(merge.old_ref, merge.new_ref, alias=OWNER)
        FollowedMerge.objects.using(OWNER).filter(pk=merge.pk).update(undone_by="", merge_ref=again)


def note_followed(run_ref: str) -> None:
    """Note to which run's references everything has been moved."""
    FollowedRun.objects.using(OWNER).create(run_ref=run_ref, followed_at=timezone.now())


def find_followed() -> str:
    """Return the run to whose references everything was moved last; empty before the first."""
    last = FollowedRun.objects.using(OWNER).order_by("pk").last()
    return last.run_ref if last else ""
