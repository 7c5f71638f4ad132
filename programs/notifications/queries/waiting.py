"""What waits for somebody right now: reminders are looked for in these rows, and looked at again before a mail.

Each is the present state alone. When a reminder of it is due is decided in `programs.notifications.nudges`.
"""

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Greatest

from programs.coaching.lifecycle import AMENDABLE
from programs.coaching.models import ContractVersion
from programs.engagements.lifecycle import CURRENT, MEETING, State
from programs.engagements.models import Participation
from programs.goals.models import Action
from programs.mentoring.models import Consent
from programs.scheduling.lifecycle import SessionState
from programs.scheduling.models import Session, SessionPlace, Topic
from programs.scheduling.roles import VISITING_ROLES

LED_ROLES = frozenset({Participation.Role.MENTEE, Participation.Role.CLIENT})
IN_CIRCLE = frozenset({Participation.Role.MENTOR, Participation.Role.MENTEE})


def present_places() -> QuerySet[Participation]:
    """The places of those who take part now and are still members."""
    return Participation.objects.filter(left_at__isnull=True, membership__is_active=True)


def unprepared_places() -> QuerySet[SessionPlace]:
    """Places in planned sessions of those who are led, who come and have no topic there, and none that waits."""
    topics = Topic.objects.filter(proposed_by=OuterRef("participation"))
    theirs = topics.filter(Q(session=OuterRef("session")) | Q(session__isnull=True))
    return SessionPlace.objects.filter(
        ~Exists(theirs),
        blocks=True,
        session__state=SessionState.CONFIRMED,
        session__engagement__state__in=MEETING,
        participation__role__in=LED_ROLES,
        participation__left_at__isnull=True,
        participation__membership__is_active=True,
    )


def open_actions() -> QuerySet[Action]:
    """Actions that are to be done by somebody who takes part in what goes on."""
    return Action.objects.filter(
        done_at__isnull=True,
        due_on__isnull=False,
        owner__left_at__isnull=True,
        owner__membership__is_active=True,
        owner__engagement__state__in=CURRENT,
    )


def versions_out_for_signing() -> QuerySet[ContractVersion]:
    """The newest version of each contract that is designed or changed; older ones can't be signed any more."""
    newer = ContractVersion.objects.filter(contract=OuterRef("contract"), number__gt=OuterRef("number"))
    first = Q(amendment__isnull=True, contract__engagement__state=State.DESIGN)
    change = Q(
        amendment__isnull=False,
        amendment__agreed_at__isnull=True,
        amendment__dropped_at__isnull=True,
        contract__engagement__state__in=AMENDABLE,
    )
    return ContractVersion.objects.filter(first | change, ~Exists(newer))


def unagreed_places() -> QuerySet[Participation]:
    """Members of circles who have not agreed to its current words, with `.asked_at`: since when they could.

    Whoever changes the words agrees to them in the same step, so the first yes to a version is the moment of the
    change; who joined later was asked when they joined.
    """
    newest = OuterRef("engagement__circle__agreement_version")
    mine = Consent.objects.filter(participation=OuterRef("pk"), version=newest)
    first = Consent.objects.filter(circle=OuterRef("engagement__circle"), version=newest).order_by("agreed_at")
    return (
        present_places()
        .filter(~Exists(mine), engagement__state__in=MEETING, role__in=IN_CIRCLE, engagement__circle__isnull=False)
        .exclude(engagement__circle__agreement="")
        .annotate(
            version=F("engagement__circle__agreement_version"),
            asked_at=Case(
                When(engagement__circle__agreement_version=1, then=F("joined_at")),
                default=Greatest(F("joined_at"), Subquery(first.values("agreed_at")[:1])),
            ),
        )
    )


def unmarked_sessions() -> QuerySet[Session]:
    """Sessions that were planned, of which nobody who leads has said whether they were held or who came."""
    marked = SessionPlace.objects.filter(session=OuterRef("pk")).exclude(attendance="")
    return Session.objects.filter(
        ~Exists(marked),
        state__in=[SessionState.CONFIRMED, SessionState.COMPLETED],
        engagement__state__in=CURRENT,
    )


def held_sessions() -> QuerySet[Session]:
    """Sessions that were held, in what goes on; who has a note about one tells `programs.notes.queries.who_noted`."""
    return Session.objects.filter(state=SessionState.COMPLETED, engagement__state__in=CURRENT)


def sitting_places() -> QuerySet[Participation]:
    """The places of those who sit in sessions."""
    return present_places().exclude(role__in=VISITING_ROLES)
