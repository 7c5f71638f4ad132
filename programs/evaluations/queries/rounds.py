"""Reads over rounds and requests. What was answered is read in results.py and overview.py, and nowhere else."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone

from accounts.models import Membership
from programs.covenant.items import Access, Item
from programs.covenant.policy import Reading
from programs.covenant.queries import reading_of, readings_of
from programs.engagements.models import Engagement, Participation
from programs.engagements.queries import people_of
from programs.evaluations.library import ABOUT_A_PERSON
from programs.evaluations.models import Request, Round
from programs.scheduling.models import SessionPlace

MISSED = {SessionPlace.Attendance.ABSENT, SessionPlace.Attendance.EXCUSED, SessionPlace.Attendance.NO_SHOW}


def requests_that_count() -> QuerySet[Request]:
    """Requests without the open ones of people who have left since: nobody waits for those."""
    places = Participation.objects.filter(membership=OuterRef("respondent"), engagement=OuterRef("round__engagement"))
    left = Exists(places.filter(left_at__isnull=False)) & ~Exists(places.filter(left_at__isnull=True))
    return Request.objects.exclude(Q(answered_on__isnull=True) & left)


def counted(rounds: QuerySet[Round]) -> QuerySet[Round]:
    """The same rounds with `.asked` and `.answered`, which are only counts."""
    counts = requests_that_count().filter(round=OuterRef("pk")).order_by().values("round")
    asked, answered = counts.annotate(many=Count("pk")), counts.annotate(many=Count("answered_on"))
    return rounds.annotate(
        asked=Coalesce(Subquery(asked.values("many")), 0), answered=Coalesce(Subquery(answered.values("many")), 0)
    )


def rounds_of(
    engagement: Engagement,
    viewer: Membership | None = None,
    place: Participation | None = None,
    reading: Reading | None = None,
) -> list[Round]:
    """The opened rounds of an engagement, newest first, each with `.asked` and `.answered`, which are only counts.

    With a viewer, `.mine` is that person's own request, if they are asked, `.shows_results` tells whether the page of
    results is theirs to open, and `.steers` whether closing it is theirs; `place` is theirs in the engagement and
    `reading` what they read there, where they are known already.
    """
    own = Request.objects.filter(round=OuterRef("pk"), respondent=viewer)
    rounds = list(
        counted(Round.objects.filter(engagement=engagement, opened_at__isnull=False))
        .select_related("questionnaire", "subject__membership__user", "engagement__program")
        .annotate(own_id=Subquery(own.values("pk")[:1]), own_answered_on=Subquery(own.values("answered_on")[:1]))
        .order_by("-opens_at", "-id")
    )
    if place is None and viewer and rounds:
        place = place_in(viewer, engagement.pk)
    if place and rounds:
        reading = reading or reading_of(place)
    for row in rounds:
        row.mine = (
            Request(pk=row.own_id, round=row, respondent=viewer, answered_on=row.own_answered_on)
            if row.own_id
            else None
        )
        row.shows_results = place is not None and shows_results(place, reading, row, row.mine)
        row.steers = place is not None and place.leads
    return rounds


def place_in(membership: Membership, engagement_id: UUID) -> Participation | None:
    """This person's place in an engagement, if they have one."""
    return Participation.objects.filter(engagement=engagement_id, membership=membership, left_at__isnull=True).first()


def sees_results(place: Participation, reading: Reading | None, round: Round) -> bool:
    """Whether the covenant gives this person a round's results; those about a person have a cell of their own."""
    if reading is None or place.engagement_id != round.engagement_id or place.left_at is not None:
        return False
    if is_about_a_person(round):
        return round.subject_id is not None and reading.allows(Item.FEEDBACK, owner_id=round.subject_id)
    return reading.access(Item.EVALUATIONS) == Access.ALL


def shows_results(place: Participation, reading: Reading | None, round: Round, mine: Request | None) -> bool:
    """Whether the page of results is theirs to open: for the results, or for what they answered with their name."""
    own = mine is not None and mine.answered_on is not None and not round.anonymous and not is_about_a_person(round)
    return sees_results(place, reading, round) or (own and place.left_at is None)


def is_about_a_person(round: Round) -> bool:
    """Whether others answered about somebody, as in a 360."""
    asked = round.questionnaire
    return round.subject_id is not None or asked.about_a_person or asked.code in ABOUT_A_PERSON


def get_round_for(membership: Membership, round_id: UUID) -> tuple[Round, Participation, Reading]:
    """A round whose page of results is this person's to open, their place and what they read; 404 for all others."""
    try:
        round = (
            counted(Round.objects.all())
            .select_related("questionnaire", "subject__membership__user", "engagement__program")
            .get(pk=round_id, opened_at__isnull=False)
        )
    except Round.DoesNotExist:
        raise Http404 from None
    place = place_in(membership, round.engagement_id)
    reading = reading_of(place) if place else None
    if place is None or reading is None or not shows_results(place, reading, round, _own_request(membership, round)):
        raise Http404
    return round, place, reading


def _own_request(membership: Membership, round: Round) -> Request | None:
    return Request.objects.filter(round=round, respondent=membership).first()


def requests_for(membership: Membership) -> QuerySet[Request]:
    """Everything that this person was asked, with round, questionnaire and engagement."""
    return Request.objects.filter(respondent=membership, round__opened_at__isnull=False).select_related(
        "round__questionnaire", "round__engagement__program", "round__subject__membership__user"
    )


def open_requests_for(membership: Membership) -> QuerySet[Request]:
    """What this person can answer now, the next to close first."""
    return (
        requests_for(membership)
        .filter(answered_on__isnull=True, round__closed_at__isnull=True, round__closes_at__gt=timezone.now())
        .exclude(round__engagement__in=engagements_left_by(membership))
        .order_by("round__closes_at", "id")
    )


def answered_requests_for(membership: Membership) -> list[Request]:
    """What this person answered last, the newest first, each with `.shows_results`."""
    found = list(requests_for(membership).filter(answered_on__isnull=False).order_by("-answered_on", "-id")[:20])
    engagements = {row.round.engagement_id for row in found}
    places = {
        place.engagement_id: place
        for place in Participation.objects.filter(
            membership=membership, engagement__in=engagements, left_at__isnull=True
        )
    }
    readings = readings_of(places.values())
    for row in found:
        place = places.get(row.round.engagement_id)
        row.shows_results = place is not None and shows_results(place, readings[place.pk], row.round, row)
    return found


def state_of_request(request: Request, membership: Membership) -> str:
    """ "open", "answered", "closed" or "left"."""
    round = request.round
    if request.answered_on is not None:
        return "answered"
    if round.closed_at is not None or round.closes_at <= timezone.now():
        return "closed"
    return "left" if has_left(membership, round.engagement) else "open"


def may_open_results(membership: Membership, round: Round) -> bool:
    """Whether the page of results is this person's to open."""
    place = place_in(membership, round.engagement_id)
    if place is None:
        return False
    return shows_results(place, reading_of(place), round, _own_request(membership, round))


def engagements_left_by(membership: Membership) -> QuerySet:
    """The engagements in which this person had a place and has none now."""
    places = Participation.objects.filter(membership=membership)
    return (
        places.filter(left_at__isnull=False)
        .exclude(engagement__in=places.filter(left_at__isnull=True).values("engagement"))
        .values("engagement")
    )


def has_left(membership: Membership, engagement: Engagement) -> bool:
    """Whether this person gave up their place. Raters of a 360 never had one, so they have not left."""
    return engagements_left_by(membership).filter(engagement=engagement).exists()


def get_request_for(membership: Membership, request_id: UUID) -> Request:
    """A request to this person, or 404."""
    try:
        return requests_for(membership).get(pk=request_id)
    except Request.DoesNotExist:
        raise Http404 from None


def rounds_due(now: datetime) -> QuerySet[Round]:
    """Rounds to open or to close at this moment, in the order of their ids."""
    opens = Q(opened_at__isnull=True, opens_at__lte=now)
    closes = Q(opened_at__isnull=False, closed_at__isnull=True, closes_at__lte=now)
    return Round.objects.filter(opens | closes).order_by("id")


def people_asked(
    engagement: Engagement, roles: Iterable[str] = (), session_id: UUID | None = None
) -> list[Participation]:
    """Who is asked when nobody was named: everybody who takes part now.

    Args:
        roles: only these, if there are any.
        session_id: only those who have a place in this session and are not marked as having missed it.
    """
    people = [place for place in people_of(engagement) if place.membership.is_active]
    if roles:
        people = [place for place in people if place.role in set(roles)]
    if session_id:
        came = SessionPlace.objects.filter(session=session_id).exclude(attendance__in=MISSED)
        were_there = set(came.values_list("participation_id", flat=True))
        people = [place for place in people if place.pk in were_there]
    return people
