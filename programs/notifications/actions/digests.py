"""Send the digests that are due: everything of one person that waits for it in one mail, from the present state."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from portal.email import send
from programs.notifications.actions.letters import digest_foot, digest_words, message_id
from programs.notifications.actions.sending import MAIL_LEASE, after_failure
from programs.notifications.catalogue import CATALOGUE
from programs.notifications.models import Notification
from programs.notifications.queries import Notice, is_still_true, is_wanted, with_words

log = logging.getLogger(__name__)

PEOPLE_BATCH = 100
Mail = Notification.Mail


@dataclass(frozen=True)
class Section:
    """What a digest says about one engagement, or about none."""

    title: str
    entries: list[dict] = field(default_factory=list)


def send_due_digests(*, batch: int = PEOPLE_BATCH) -> int:
    """Send the digests of the current organization that are due now.

    People are claimed under a lease with all their rows; each digest is put together again, sent, and its rows are
    marked. So a worker that is killed repeats at most the one digest that was on its way, under the same message id.

    Returns:
        How many people were claimed; 0 when nothing is due.
    """
    stop_at = timezone.now() + MAIL_LEASE / 2
    digests = _claim_digests(batch)
    for position, rows in enumerate(digests):
        if timezone.now() > stop_at:
            _give_back(digests[position:])
            break
        _send_one(rows)
    return len(digests)


@transaction.atomic
def _claim_digests(batch: int) -> list[list[Notification]]:
    """The rows by person. Their membership is locked first: two workers never share one person's rows."""
    now = timezone.now()
    due = Notification.objects.filter(mail=Mail.DIGEST, mail_due_at__lte=now)
    people = Membership.objects.select_for_update(skip_locked=True, no_key=True, of=("self",)).filter(
        Exists(due.filter(membership=OuterRef("pk")))
    )
    claimed = due.filter(membership__in=[person.pk for person in people.order_by("pk")[:batch]])
    rows = list(
        claimed.select_related("membership__user", "organization").order_by("membership_id", "created_at", "id")
    )
    for row in rows:
        row.mail_due_at = now + MAIL_LEASE
    Notification.objects.filter(pk__in=[row.pk for row in rows]).update(mail_due_at=now + MAIL_LEASE)
    return [list(mine) for _, mine in groupby(rows, key=lambda row: row.membership_id)]


def _send_one(rows: Sequence[Notification]) -> None:
    try:
        states = _states_of(rows)
        said = [row for row in rows if states[row.pk] == Mail.SENT]
        if said:
            send(**_write_letter(said, rows))  # outside of any transaction: a slow mail server holds no lock
    except Exception as error:  # as for single mails
        log.warning("Digest of %s failed (%s)", rows[0].membership_id, type(error).__name__)
        _settle(rows, **after_failure(max(row.mail_attempts for row in rows), error))
    else:
        _settle_each(rows, states)


@transaction.atomic
def _states_of(rows: Iterable[Notification]) -> dict:
    """What becomes of each row: said in the digest, no longer wanted, or no longer true."""
    now, states = timezone.now(), {}
    for row in rows:
        if row.kind not in CATALOGUE or not is_still_true(row, now):
            states[row.pk] = Mail.MISSED
        else:
            states[row.pk] = Mail.SENT if is_wanted(row) else Mail.NONE
    return states


@transaction.atomic
def _write_letter(said: Sequence[Notification], rows: Sequence[Notification]) -> dict:
    """What to hand to the mail server.

    Args:
        said: what is still true.
        rows: everything that was claimed; what of it is true may have changed when a digest is repeated, its id must
            not.
    """
    user, organization = said[0].membership.user, said[0].organization
    notices = with_words(said, slug=organization.slug, zone=user.time_zone, now=timezone.now(), language=user.language)
    foot, words = digest_foot(said[0]), digest_words(said[0], len(said), user.language)
    context = {
        "organization": organization,
        "first_name": user.first_name,
        "words": words,
        "sections": _sections(notices, words["digest_elsewhere"]),
        "address": settings.SITE_URL + reverse("notifications:list", kwargs={"organization": organization.slug}),
        "button_text": words["digest_all"],
        "foot": foot,
    }
    return {
        "to": user.email,
        "template": "notifications/digest",
        "context": context,
        "message_id": message_id("digest", *rows),
        "unsubscribe": foot.off,
        "language": user.language,
        "metadata": {"organization": str(organization.pk), "notification": str(said[0].pk)},  # when it comes back
    }


def _sections(notices: Iterable[Notice], elsewhere: str) -> list[Section]:
    """By engagement, each where it is spoken of first; what is about none comes last."""
    sections: dict[str, Section] = {}
    for notice in notices:
        facts, told = notice.notification.facts, notice.told
        section = sections.setdefault(facts.get("engagement_id", ""), Section(facts.get("title", "") or elsewhere))
        section.entries.append({"notice": told, "address": settings.SITE_URL + told.path})
    without = sections.pop("", None)
    return [*sections.values(), *([without] if without else [])]


@transaction.atomic
def _settle_each(rows: Sequence[Notification], states: dict) -> None:
    for state in set(states.values()):
        changes = {"mail": state, "last_error": ""}
        if state == Mail.SENT:
            changes["sent_at"] = timezone.now()
        _settle([row for row in rows if states[row.pk] == state], **changes)


@transaction.atomic
def _settle(rows: Sequence[Notification], **changes) -> None:
    """Write down what became of rows, if their lease is still ours."""
    ours = Notification.objects.filter(pk__in=[row.pk for row in rows], mail=Mail.DIGEST)
    ours.filter(mail_due_at=rows[0].mail_due_at).update(**changes)


def _give_back(digests: Iterable[Sequence[Notification]]) -> None:
    for rows in digests:
        _settle(rows, mail_due_at=timezone.now())
