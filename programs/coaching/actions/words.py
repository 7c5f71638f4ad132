"""The design, written part by part."""

from collections.abc import Mapping

from django.db import transaction

from accounts.models import Membership
from portal.audit.record import record
from portal.errors import DomainError, NotAllowed
from programs.coaching.actions.locks import lock_contract
from programs.coaching.models import Contract
from programs.coaching.permissions import can_design
from programs.coaching.queries.parts import WORDS, seen_as, words_of
from programs.engagements.lifecycle import State
from programs.engagements.models import Participation
from programs.engagements.queries import participation_of

FROZEN = "Everybody has signed, so the design stays as it is. Propose an amendment, which everybody signs again."
LONGEST = 4000


class PartChanged(DomainError):
    """Somebody saved the part while this person wrote.

    Args:
        theirs: what it says now, by field.
    """

    def __init__(self, theirs: Mapping[str, object]):
        super().__init__(
            "Somebody saved this while you wrote. Nothing of theirs is lost and yours is still here. Put together what"
            " it shall say, then save again."
        )
        self.theirs = dict(theirs)


def open_design(contract: Contract, by: Membership) -> Participation:
    """Lock the contract and see that its design can be changed.

    Returns:
        The place of who writes.

    Raises:
        NotAllowed: `by` is neither client nor coach.
        DomainError: the design has not begun, or everybody has signed.
    """
    lock_contract(contract)
    place = participation_of(by, contract.engagement)
    if place is None or not can_design(place):
        raise NotAllowed("The design is written by the client and the coach.")
    if contract.engagement.state == State.DRAFT:
        raise DomainError("The design has not begun. Start it on the page of the contract.")
    if contract.engagement.state != State.DESIGN:
        raise DomainError(FROZEN)
    return place


def check_seen(seen: str, now: Mapping[str, object], new: Mapping[str, object]) -> None:
    """Refuse to write over what this person has not read; the same words twice are no matter.

    Raises:
        PartChanged: the part says something else than when the form was opened.
    """
    if seen and seen != seen_as(now) and dict(now) != dict(new):
        raise PartChanged(now)


def check_length(text: str, field: str) -> None:
    """Refuse what is longer than a page of the agreement."""
    if len(text) > LONGEST:
        raise DomainError(f"Make it shorter: at most {LONGEST} characters; this has {len(text)}.", field=field)


def clean_lines(text: str) -> str:
    """A line for each thing, without empty ones."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


@transaction.atomic
def save_words(*, contract: Contract, name: str, text: str, by: Membership, seen: str = "") -> None:
    """Save one of the contract's texts, and nothing else of the design.

    Args:
        name: purpose, focus_areas or working_arrangement.
        seen: the digest of the part as the form showed it; "" where that does not matter.

    Raises:
        NotAllowed: `by` is neither client nor coach.
        PartChanged: somebody else saved it meanwhile.
        DomainError: the design is not open, or the text is too long.
    """
    open_design(contract, by)
    if name not in WORDS:
        raise DomainError("There is no such part of the design.")
    text = text.replace("\r\n", "\n").strip()
    text = clean_lines(text) if name == "focus_areas" else text
    check_length(text, "text")
    now = words_of(contract, name)
    check_seen(seen, now, {"text": text})
    if now["text"] == text:
        return
    setattr(contract, name, text)
    contract.save(update_fields=[name])
    record("changed design", contract, by=by, part=name)
