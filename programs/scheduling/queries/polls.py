"""Reads over polls: who is asked, who has answered, and how the times stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.http import Http404

from accounts.models import Membership
from programs.engagements.lifecycle import MEETING
from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import people_of
from programs.scheduling.lifecycle import PollState
from programs.scheduling.models import Poll, PollOption, Vote
from programs.scheduling.queries.together import times_together
from programs.scheduling.roles import VISITING_ROLES
from programs.scheduling.timetable import HARD, Obstacle

CAN_COME = frozenset({Vote.Answer.YES, Vote.Answer.IF_NEED_BE})


def sitting_people(engagement: Engagement) -> list[Participation]:
    """Those who sit in the engagement's sessions, leads first: a poll asks them, and they are counted."""
    return [person for person in people_of(engagement) if person.role not in VISITING_ROLES]


def get_poll_for(membership: Membership, poll_id: UUID) -> tuple[Poll, Participation, list[Participation]]:
    """A poll that asks this person, their place and everybody's places; 404 for all others, sponsors among them."""
    poll = (
        Poll.objects.select_related("engagement__program", "opened_by__membership__user", "settled_by__user", "session")
        .filter(pk=poll_id)
        .first()
    )
    people = sitting_people(poll.engagement) if poll else []
    place = next((person for person in people if person.membership_id == membership.pk), None)
    if place is None:
        raise Http404
    return poll, place, people


def get_option_of(poll: Poll, option_id: str) -> PollOption:
    """One of the poll's times by its id as a form sends it, or 404."""
    try:
        return PollOption.objects.get(pk=UUID(option_id), poll=poll)
    except (ValueError, PollOption.DoesNotExist):
        raise Http404 from None


@dataclass(frozen=True)
class Choice:
    """One time of a poll as it stands.

    Args:
        answers: what those who sit in the sessions said, by participation id.
        free: how many of them are known to be free then; None once the poll is settled.
        mine: what the viewer said, or "".
        against: why it does not suit the viewer, the hardest reason first.
        is_taken: it is past, or somebody it counts on has another session by now.
    """

    option: PollOption
    answers: Mapping[UUID, str]
    free: int | None
    mine: str
    against: Sequence[Obstacle]
    is_taken: bool

    @property
    def yes(self) -> int:
        return self._number(Vote.Answer.YES)

    @property
    def if_need_be(self) -> int:
        return self._number(Vote.Answer.IF_NEED_BE)

    @property
    def no(self) -> int:
        return self._number(Vote.Answer.NO)

    @property
    def can_come(self) -> int:
        return self.yes + self.if_need_be

    @property
    def clashes(self) -> bool:
        """Whether the viewer has another session then, so that they can only say no."""
        return Obstacle.SESSION in self.against

    def _number(self, answer: str) -> int:
        return sum(said == answer for said in self.answers.values())


@dataclass(frozen=True)
class Standing:
    """A poll with everybody's answers, its times in their order."""

    poll: Poll
    people: Sequence[Participation]
    choices: Sequence[Choice]

    @property
    def answered(self) -> list[Participation]:
        """Who has said something to at least one time."""
        return [person for person in self.people if any(person.pk in choice.answers for choice in self.choices)]

    @property
    def waiting(self) -> list[Participation]:
        """Who has not."""
        return [person for person in self.people if not any(person.pk in choice.answers for choice in self.choices)]

    @property
    def best(self) -> Choice | None:
        """The time at which most can come, of the most those with most a clear yes, then the first."""
        able = [choice for choice in self.choices if choice.can_come and not choice.is_taken]
        return max(
            able, key=lambda choice: (choice.can_come, choice.yes, -choice.option.starts_at.timestamp()), default=None
        )


def standing_of(poll: Poll, people: Sequence[Participation], viewer: Participation, now: datetime) -> Standing:
    """How the poll stands, in three queries whatever the number of people and times.

    Args:
        people: those who sit in the sessions; answers of people who have left do not count.
    """
    options = list(PollOption.objects.filter(poll=poll).order_by("starts_at"))
    said: dict[UUID, dict[UUID, str]] = {option.pk: {} for option in options}
    votes = Vote.objects.filter(option__poll=poll, participation__in=[person.pk for person in people])
    for option_id, participation_id, answer in votes.values_list("option_id", "participation_id", "answer"):
        said[option_id][participation_id] = answer
    together = None
    if not poll.is_settled:
        together = times_together(people, options[0].starts_at, options[-1].starts_at + poll.length)
    choices = []
    for option in options:
        option.poll = poll
        answers = said[option.pk]
        found = together.obstacles_at(option.starts_at, poll.minutes, now) if together else {}
        choices.append(
            Choice(
                option=option,
                answers=answers,
                free=len(together.known) - len(found) if together else None,
                mine=answers.get(viewer.pk, ""),
                against=found.get(viewer, ()),
                is_taken=_is_taken(poll, found, answers),
            )
        )
    return Standing(poll, people, choices)


def _is_taken(poll: Poll, found: Mapping[Participation, Sequence[Obstacle]], answers: Mapping[UUID, str]) -> bool:
    if any(Obstacle.PAST in why for why in found.values()):
        return True
    return any(HARD & set(why) for person, why in found.items() if counts_on(person, poll, answers))


def counts_on(person: Participation, poll: Poll, answers: Mapping[UUID, str]) -> bool:
    """Whether a session at this time must suit the person: they said that they can come; or they lead, or opened the
    poll, and have not said no.

    Args:
        answers: what people said to it, by participation id.
    """
    answer = answers.get(person.pk, "")
    is_needed = person.leads or person.pk == poll.opened_by_id
    return answer in CAN_COME or (is_needed and answer != Vote.Answer.NO)


def waiting_for(poll: Poll) -> list[Participation]:
    """Those who sit in the sessions and have said nothing yet: only they are asked again."""
    answered = set(Vote.objects.filter(option__poll=poll).values_list("participation_id", flat=True))
    return [person for person in sitting_people(poll.engagement) if person.pk not in answered]


def polls_of(engagement: Engagement, viewer: Participation, now: datetime) -> QuerySet[Poll]:
    """The engagement's polls that are not settled and have a time to come, the first to close first.

    With `.people` and `.answered`, how many are asked and how many of them have answered, and `.is_mine_missing`.
    """
    return _with_counts(_unsettled(now).filter(engagement=engagement), Q(participation=viewer))


def polls_for(membership: Membership, now: datetime) -> QuerySet[Poll]:
    """The same in all engagements in whose sessions this person sits, as long as those meet.

    `.is_mine_to_settle` tells whether they opened it or lead there.
    """
    mine = Participation.objects.filter(membership=membership, left_at__isnull=True).exclude(role__in=VISITING_ROLES)
    polls = _unsettled(now).filter(engagement__in=mine.values("engagement"), engagement__state__in=MEETING)
    leads = mine.filter(engagement=OuterRef("engagement"), role__in=Participation.LEADS)
    return _with_counts(
        polls.select_related("engagement__program"),
        Q(participation__membership=membership, participation__left_at__isnull=True),
    ).annotate(
        is_mine_to_settle=Case(When(Q(opened_by__membership=membership) | Exists(leads), then=True), default=False)
    )


def _unsettled(now: datetime) -> QuerySet[Poll]:
    to_come = PollOption.objects.filter(poll=OuterRef("pk"), starts_at__gt=now)
    return (
        Poll.objects.filter(Exists(to_come), state__in=[PollState.OPEN, PollState.CLOSED])
        .select_related("opened_by__membership__user")
        .order_by("closes_at", "id")
    )


def _with_counts(polls: QuerySet[Poll], mine: Q) -> QuerySet[Poll]:
    votes = Vote.objects.filter(option__poll=OuterRef("pk"))
    sitting = Participation.objects.filter(engagement=OuterRef("engagement"), left_at__isnull=True)
    return polls.annotate(
        is_mine_missing=~Exists(votes.filter(mine)),
        answered=_number(
            votes.filter(participation__left_at__isnull=True).values("option__poll"),
            Count("participation", distinct=True),
        ),
        people=_number(sitting.exclude(role__in=VISITING_ROLES).values("engagement"), Count("pk")),
    )


def _number(rows: QuerySet, count: Count) -> Coalesce:
    counted = rows.order_by().annotate(number=count).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
