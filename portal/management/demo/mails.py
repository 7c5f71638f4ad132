"""What went wrong with mails lately: one failed, one came back, one was no longer true when it would have gone out."""

from collections.abc import Iterator

from accounts.demo import DEMO_SIGN_INS
from portal.management.demo.people import People
from portal.management.demo.timeline import Timeline
from programs.notifications.actions import take_back
from programs.notifications.models import Notification

Mail = Notification.Mail


def tell(timeline: Timeline, people: People) -> None:
    """Yesterday evening, with mails that had gone out; nobody whom one can sign in as has a broken address."""
    evening = timeline.exactly(-1, 19)

    def act() -> None:
        lately = _of_different_people()
        _mark(next(lately), mail=Mail.FAILED, mail_attempts=8, last_error="SMTPRecipientsRefused")
        _mark(next(lately), mail=Mail.MISSED)
        back = next(lately)
        address = back.membership.user.email
        take_back(mail=back, returned=Notification.Returned.BOUNCED, at=evening, address=address, mailbox=True)

    timeline.at(evening, lambda: people.organization, act)


def _of_different_people() -> Iterator[Notification]:
    """The newest mail of each person, the newest first."""
    known = [person["email"] for person in DEMO_SIGN_INS]
    sent = Notification.objects.filter(mail=Mail.SENT).exclude(membership__user__email__in=known)
    seen = set()
    for mail in sent.select_related("membership__user").order_by("-sent_at", "id"):
        if mail.membership_id not in seen:
            seen.add(mail.membership_id)
            yield mail


def _mark(row: Notification, **changes) -> None:
    """No server refuses anything in the demo, so what a worker would have written down is written here."""
    Notification.objects.filter(pk=row.pk).update(sent_at=None, **changes)
