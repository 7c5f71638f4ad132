"""Who reads a note: asked of the same policy as the reading itself, person by person, and said with names."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID, uuid4

from programs.covenant.items import ORGANIZATION
from programs.covenant.policy import EMERGENCY, OVERSIGHT, Reading
from programs.covenant.queries import readings_of
from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import people_of
from programs.notes.models import Note

MOST_NAMES = 8  # said one by one; more are counted
Audience = Note.Audience


class Readers(NamedTuple):
    """The line above a note.

    Args:
        heading: two to five words.
        sentence: who can read it and who cannot, with names.
    """

    heading: str
    sentence: str


class Scope(NamedTuple):
    """What decides about the readers of a note.

    Args:
        author_id: the membership that wrote it.
        named: the participations that it names.
    """

    audience: str
    author_id: UUID
    named: frozenset[UUID] = frozenset()
    life: bool = False


@dataclass(frozen=True)
class Here:
    """The people of an engagement and what each of them reads.

    Args:
        people: who takes part now, leads first.
        readings: by participation id.
        viewer: the place of whoever is told.
        own: what the viewer reads now; None for who has left.
    """

    engagement: Engagement
    people: list[Participation]
    readings: Mapping[UUID, Reading]
    viewer: Participation
    own: Reading | None = None

    @property
    def sitting(self) -> list[Participation]:
        """Those in the sessions: whom a note can name."""
        return [person for person in self.people if self.readings[person.pk].sits]

    @property
    def sponsors(self) -> list[Participation]:
        """Sponsors to whom the covenant opens what is released."""
        return [
            person
            for person in self.people
            if person.role == Participation.Role.SPONSOR and Audience.SPONSOR in self.readings[person.pk].audiences()
        ]

    def readers(self, scope: Scope) -> list[Participation]:
        """Those who can read a note, its author among them if they still take part."""
        named = {person.membership_id for person in self.people if person.pk in scope.named}
        return [
            person
            for person in self.people
            if self.readings[person.pk].allows_note(
                author_id=scope.author_id, audience=scope.audience, named=named, life=scope.life
            )
        ]

    def line(self, scope: Scope, *, to_choose: bool = False) -> Readers:
        """What stands above the note.

        Args:
            to_choose: on a form, where those whom it names are chosen below.
        """
        mine = scope.author_id == self.viewer.membership_id
        readers = self.readers(scope)
        others = [person for person in readers if person.pk != self.viewer.pk]
        cannot = self._cannot(readers, scope)
        if to_choose and scope.audience == Audience.NAMED:
            sentence = f"You choose them below; nobody else here can read it. {self._organization(scope)}"
            return Readers("People you name", sentence)
        if mine and not others:
            return self._alone(scope)
        told = _listed(self._told(others))
        if scope.audience == Audience.ENGAGEMENT and len(others) > 1 and not cannot:
            told = f"All {len(readers)} people here can read this: {told}."
        else:
            told = f"{told} can read this."
        return Readers(self._heading(others, scope), " ".join([told, *cannot, self._organization(scope)]))

    def _told(self, others: list[Participation]) -> list[str]:
        """Names of readers, the viewer behind those in the sessions, sponsors last."""
        sitting = [person.name for person in others if self.readings[person.pk].sits]
        more = [_counted(len(sitting) - MOST_NAMES)] if len(sitting) > MOST_NAMES else []
        sponsors = [f"{person.name}, the sponsor," for person in others if not self.readings[person.pk].sits]
        return [*sitting[:MOST_NAMES], *more, "you", *sponsors]

    def _heading(self, others: list[Participation], scope: Scope) -> str:
        if scope.audience == Audience.SPONSOR:
            released = [person.name for person in others if person.role == Participation.Role.SPONSOR]
            return f"Released to {_listed(released or ['you'])}"
        if len(others) == 1:
            return f"Shared with {others[0].name}"
        if scope.audience == Audience.NAMED:
            return f"Shared with {len(others)} people by name"
        return f"Shared with the {self._word}" if others else "You are the only one here so far"

    def _alone(self, scope: Scope) -> Readers:
        others = [person for person in self.people if person.pk != self.viewer.pk]
        named = [person for person in others if not self.readings[person.pk].sits]
        sitting = [person for person in others if person not in named]
        nots = [f"not {person.name}" for person in [*sitting[:1], *named]]
        nots += [f"not the rest of the {self._word}"] if len(sitting) > 1 else []
        shut = not self._ways_in(scope)
        nots += [f"not {self._name}"] if shut else []
        heading = "Only you" if scope.audience == Audience.PRIVATE else "Only you so far"
        sentence = f"Nobody else can read this: {', '.join(nots)}." if nots else "Nobody else can read this."
        return Readers(heading, sentence if shut else f"{sentence} {self._organization(scope)}")

    def _cannot(self, readers: list[Participation], scope: Scope) -> list[str]:
        """Those who might think that they can: sponsors, and in a group those who have not signed."""
        kept = [person for person in self.people if person not in readers]
        found = [f"{person.name}, the sponsor, can’t." for person in kept if not self.readings[person.pk].sits]
        if scope.audience == Audience.NAMED:
            left = [person for person in kept if self.readings[person.pk].sits and person.pk not in scope.named]
            found += [f"The rest of the {self._word} can’t."] if left else []
        wait = [person for person in kept if self._would_read(person, scope)]
        found += [f"{person.name} can’t before signing who sees what." for person in wait]
        return found

    def _would_read(self, person: Participation, scope: Scope) -> bool:
        reading = self.readings[person.pk]
        if reading.signed or not reading.sits:
            return False
        return person.pk in scope.named or scope.audience in replace(reading, signed=True).audiences(life=scope.life)

    def _organization(self, scope: Scope) -> str:
        ways = self._ways_in(scope)
        if OVERSIGHT in ways:
            return f"{self._name} can with a reason, and everybody is told."
        if EMERGENCY in ways:
            return f"In an emergency two administrators of {self._name} together can, and everybody is told."
        return f"{self._name} can’t."

    def _ways_in(self, scope: Scope) -> list[str]:
        """How those who run the program could open it, by what was signed."""
        terms = self.readings[self.viewer.pk].terms
        reading = Reading(terms, ORGANIZATION, None, uuid4())
        ways = (replace(reading, opening=opening) for opening in (OVERSIGHT, EMERGENCY))
        return [way.opening for way in ways if scope.audience in way.audiences(life=scope.life)]

    @property
    def _name(self) -> str:
        return self.viewer.membership.organization.name

    @property
    def _word(self) -> str:
        return self.engagement.words.engagement.split()[-1].lower()


def here_of(engagement: Engagement, viewer: Participation, people: list[Participation] | None = None) -> Here:
    """The people and their readings, in two queries whatever their number.

    As long as no covenant holds, nobody shares; what is said then is what will hold once everybody has signed.

    Args:
        people: who takes part, leads first, where it is known already.
    """
    people = people_of(engagement) if people is None else people
    for person in people:
        person.engagement = engagement
    readings = readings_of(people)
    own = readings.get(viewer.pk)
    if not any(reading.signed for reading in readings.values()):
        readings = {pk: replace(reading, signed=True) for pk, reading in readings.items()}
    return Here(engagement, people, readings, viewer, own)


def scope_of(note: Note) -> Scope:
    """What decides about the readers of a note."""
    named = (
        frozenset(row.participation_id for row in note.named.all()) if note.audience == Audience.NAMED else frozenset()
    )
    return Scope(note.audience, note.author_member_id, named, note.life)


def _counted(number: int) -> str:
    return f"{number} other" if number == 1 else f"{number} others"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
