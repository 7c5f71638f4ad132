"""Writes on which prompts somebody wants beside their notes."""

from django.db import transaction

from portal.errors import NotAllowed
from programs.engagements.models import Participation
from programs.notes.models import HiddenPrompts
from programs.notes.permissions import can_write_note


@transaction.atomic
def hide_prompts(*, by: Participation, hidden: bool) -> None:
    """Hide the prompts beside all notes of this kind of engagement, or show them again; for `by` alone.

    Raises:
        NotAllowed: `by` writes no notes here.
    """
    if not can_write_note(by, by.engagement):
        raise NotAllowed("Prompts stand beside notes, which are written by the people who sit in the sessions.")
    which = {"member": by.membership, "kind": by.engagement.kind}
    if hidden:
        HiddenPrompts.objects.get_or_create(**which)
    else:
        HiddenPrompts.objects.filter(**which).delete()
