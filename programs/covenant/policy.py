"""The one policy: every read of something confidential asks a `Reading`.

`Reading.access` is the decision. `allows` applies it to one thing, `rows` to a query, and `audiences` says which notes
it opens; so a page, a list, a search and a file cannot differ (tests/programs/covenant/test_policy.py tries them all).
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from programs.covenant.items import LEADS, LED, ORGANIZATION, Access, Item
from programs.covenant.terms import Terms
from programs.engagements.models import Participation

PRIVATE, NAMED, ENGAGEMENT, SPONSOR = "private", "named", "engagement", "sponsor"  # audiences of notes
OVERSIGHT, EMERGENCY = "oversight", "emergency"  # ways in for those who run the program
_ALWAYS, _NEVER = Q(pk__isnull=False), Q(pk__in=[])
_OPENED = {
    "": frozenset(),
    OVERSIGHT: frozenset({NAMED, ENGAGEMENT, SPONSOR}),
    EMERGENCY: frozenset({PRIVATE, NAMED, ENGAGEMENT, SPONSOR}),
}


@dataclass(frozen=True)
class Reading:
    """What one person reads in one engagement.

    Args:
        terms: what holds there.
        role: of their place, or `ORGANIZATION` for those who run the program.
        participation_id: their place; None without one.
        membership_id: the person.
        signed: whether they signed the covenant in force; who has not reads no notes of others.
        opening: the way in that is open to them now (`OVERSIGHT`, `EMERGENCY`), for the organization's role.
    """

    terms: Terms
    role: str
    participation_id: UUID | None
    membership_id: UUID
    signed: bool = True
    opening: str = ""

    def access(self, item: str, *, life: bool = False) -> Access:
        """How much of an item this person reads; the strictest rule holds for what is tagged as a life question.

        A life question stays with whose it is and with who leads (features A46).
        """
        level = self.terms.level(item, self.role)
        if not life or self.role in LEADS:
            return level
        return Access.OWN if self.role in LED else Access.NONE

    def allows(self, item: str, *, owner_id: UUID | None, life: bool = False) -> bool:
        """Whether this person reads one thing of this participation. Notes have audiences: see `allows_note`."""
        level = self.access(item, life=life)
        return level == Access.ALL or (level == Access.OWN and owner_id == self.participation_id)

    def rows(self, item: str, *, owner: str, life: str = "") -> Q:
        """The same as a filter.

        Args:
            owner: the field that holds the participation whose row it is.
            life: the field that tags life questions, where there is one.
        """
        plain = self._of(self.access(item), owner)
        if not life:
            return plain
        return (Q(**{life: False}) & plain) | (Q(**{life: True}) & self._of(self.access(item, life=True), owner))

    def _of(self, level: Access, owner: str) -> Q:
        if level == Access.ALL:
            return _ALWAYS
        return Q(**{owner: self.participation_id}) if level == Access.OWN else _NEVER

    @property
    def sits(self) -> bool:
        """Whether they have a place in the sessions."""
        return self.role in LEADS | LED

    def audiences(self, *, life: bool = False) -> frozenset[str]:
        """The audiences whose notes they read without having written them or being named in them."""
        if self.role == ORGANIZATION:
            reserved = self.opening == EMERGENCY and self.terms.emergency
            overseen = self.opening == OVERSIGHT and self.access(Item.NOTES, life=life) == Access.REASON
            return _OPENED[self.opening] if reserved or overseen else frozenset()
        if not self.signed or life or self.terms.level(Item.NOTES, self.role) != Access.ALL:
            return frozenset()
        return frozenset({ENGAGEMENT, SPONSOR}) if self.sits else frozenset({SPONSOR})

    def allows_note(self, *, author_id: UUID, audience: str, named: Collection[UUID] = (), life: bool = False) -> bool:
        """Whether this person reads one note.

        Args:
            author_id: the membership that wrote it.
            audience: of the note.
            named: the memberships that it names.
            life: a life question: it has no audience but the people whom it names.
        """
        if author_id == self.membership_id:
            return True
        if audience == NAMED and self.membership_id in named and self.sits and self.signed:
            return True
        return audience in self.audiences(life=life)

    def note_rows(self, *, named: Q) -> Q:
        """The same as a filter over notes.

        Args:
            named: the condition that a note names this person.
        """
        found = Q(author_member=self.membership_id)
        if self.sits and self.signed:
            found |= Q(audience=NAMED) & named
        for life in (False, True):
            if opened := self.audiences(life=life):
                found |= Q(life=life, audience__in=sorted(opened))
        return found


def reading_as(terms: Terms, person: Participation, *, signed: bool = True) -> Reading:
    """What somebody with this place reads under these terms; for saying who can read a thing."""
    return Reading(terms, person.role, person.pk, person.membership_id, signed=signed)


def who_reads(
    terms: Terms, people: Collection[Participation], item: str, *, owner_id: UUID | None, life: bool = False
) -> list[Participation]:
    """Those of `people` who read a thing of this participation, in their order."""
    return [person for person in people if reading_as(terms, person).allows(item, owner_id=owner_id, life=life)]
