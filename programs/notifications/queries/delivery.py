"""How delivery is doing, for administrators: counts, kinds and names, never a message."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Min, Q, QuerySet
from django.http import Http404

from accounts.models import Membership
from portal.outbox.models import OutboxEvent
from portal.outbox.queries import parked_events
from programs.notifications.catalogue import CATALOGUE
from programs.notifications.models import Notification, Rhythm
from programs.notifications.queries.errors import ABOUT_ONE_ADDRESS, error_in_words

LOOK_BACK = timedelta(days=30)
LATE_AFTER = timedelta(minutes=15)
MOST = 1000  # rows of a state that are counted and listed; the search reaches all of them
MOST_NAMES = 200
TEST_KIND = "test-mail"
TEST_SHOWN = timedelta(hours=1)
Mail = Notification.Mail


@dataclass(frozen=True)
class State:
    """A state in which mails are listed.

    Args:
        key: in the address.
        name: on the tab.
        moment: the column of the moment that the list is about, newest first unless it is still to come.
        when: the head of that column.
        look_back: only the last 30 days are listed; what waits for something is listed however old it is.
        mail, returned: which rows.
    """

    key: str
    name: str
    moment: str
    when: str
    look_back: bool = False
    mail: str = ""
    returned: bool = False

    def rows(self, now: datetime) -> QuerySet[Notification]:
        """The mails in this state. Each is the condition of an index, so none of them reads the whole table."""
        found = Notification.objects.filter(mail=self.mail) if self.mail else Notification.objects.all()
        if self.returned:
            found = found.filter(returned_at__isnull=False)
        return found.filter(**{f"{self.moment}__gt": now - LOOK_BACK}) if self.look_back else found

    @property
    def order(self) -> str:
        return self.moment if self.moment == "mail_due_at" else f"-{self.moment}"


STATES = {
    state.key: state
    for state in (
        State("failed", "Failed", "created_at", "Written", mail=Mail.FAILED),
        State("returned", "Came back", "returned_at", "Came back", look_back=True, returned=True),
        State("waiting", "Waiting", "mail_due_at", "Next try", mail=Mail.DUE),
        State("digest", "In the next digest", "mail_due_at", "Goes out", mail=Mail.DIGEST),
        State("missed", "Not sent", "created_at", "Written", look_back=True, mail=Mail.MISSED),
        State("sent", "Sent", "sent_at", "Sent", look_back=True, mail=Mail.SENT),
    )
}


@dataclass(frozen=True)
class Row:
    """One mail of the list, in words."""

    mail: Notification
    about: str
    at: datetime
    error: str
    returned: str
    stopped: bool  # mails to this person are stopped, so sending it again would be in vain

    @property
    def name(self) -> str:
        return self.mail.membership.name

    @property
    def attempts(self) -> int:
        """How often it was tried; the table counts those in vain."""
        return self.mail.mail_attempts + (self.mail.mail == Mail.SENT)


@dataclass(frozen=True)
class Count:
    """How many mails are in a state; `more` when counting ended at the most that are listed."""

    state: State
    number: int

    @property
    def more(self) -> bool:
        return self.number >= MOST


def delivery_counts(now: datetime) -> list[Count]:
    """How many mails are in each state, each counted up to a limit within its own index."""
    return [Count(state, state.rows(now)[:MOST].count()) for state in STATES.values()]


def mails_in(state: State, now: datetime, name: str = "") -> QuerySet[Notification]:
    """The mails in a state, to people with this name if one is given; at most `MOST`."""
    found = state.rows(now)
    if name:
        people = Membership.objects.filter(user__name__icontains=name).values_list("pk", flat=True)
        found = found.filter(membership__in=list(people[:MOST_NAMES]))
    return found.select_related("membership__user", "membership__rhythm").order_by(state.order, "id")[:MOST]


def in_rows(mails: Iterable[Notification], state: State) -> list[Row]:
    """The mails in words: their kind, never their subject."""
    return [
        Row(
            mail=mail,
            about=CATALOGUE[mail.kind].name if mail.kind in CATALOGUE else mail.kind,
            at=getattr(mail, state.moment),
            error=error_in_words(mail.last_error),
            returned=mail.get_returned_display(),
            stopped=_is_stopped(mail.membership),
        )
        for mail in mails
    ]


def _is_stopped(membership: Membership) -> bool:
    rhythm = getattr(membership, "rhythm", None)
    return rhythm is not None and rhythm.stopped_at is not None


def failed_count() -> int:
    """How many mails have failed, up to the most that are listed."""
    return Notification.objects.filter(mail=Mail.FAILED)[:MOST].count()


def get_mail(notification_id: UUID) -> Notification:
    """Any notification of the organization, or 404; whether its mail has failed is asked by the action."""
    mail = find_mail(notification_id)
    if mail is None:
        raise Http404
    return mail


def find_mail(notification_id: UUID | None) -> Notification | None:
    """A notification of the current organization, if there is one."""
    return Notification.objects.select_related("membership__user").filter(pk=notification_id).first()


def organization_of_mail(notification_id: UUID) -> UUID | None:
    """Whose notification this is, asked outside of any organization: a mail provider knows nothing but its id."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.notification_organization(%s)", [notification_id])
        return cursor.fetchone()[0]


def latest_test_mail(membership: Membership, now: datetime) -> Row | None:
    """The last test mail that this person has sent to themselves within the hour."""
    mail = (
        Notification.objects.filter(membership=membership, kind=TEST_KIND, created_at__gt=now - TEST_SHOWN)
        .order_by("-created_at")
        .select_related("membership__user", "membership__rhythm")
        .first()
    )
    return in_rows([mail], STATES["failed"])[0] if mail else None


def stop_of(membership: Membership) -> Rhythm | None:
    """Since when and why this person gets no mails; None while they do."""
    return Rhythm.objects.filter(membership=membership, stopped_at__isnull=False).first()


def get_parked_event(event_id: str) -> OutboxEvent:
    """A parked event of the organization, or 404."""
    try:
        return parked_events().get(pk=UUID(event_id))
    except (ValueError, OutboxEvent.DoesNotExist):
        raise Http404 from None


def late_mail_since(now: datetime) -> datetime | None:
    """When the oldest mail was written that has been waiting for more than 15 minutes, for a worker or for the mail
    server; None when all is well. One address that is refused does not make mails late."""
    before = now - LATE_AFTER
    refused = Q(mail_attempts__gt=0, created_at__lt=before) & ~Q(last_error__in=ABOUT_ONE_ADDRESS)
    waits = Q(mail_due_at__lt=before) | refused
    return Notification.objects.filter(waits, mail=Mail.DUE).aggregate(moment=Min("created_at"))["moment"]
