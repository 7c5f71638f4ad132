"""What every mail of a notification has: an id that stays, and a foot that says why it came and how to end it."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from django.conf import settings
from django.urls import reverse

from programs.notifications.catalogue import CATALOGUE, DIGEST, topic_of
from programs.notifications.links import unsubscribe_address
from programs.notifications.models import Notification

IDS = UUID("5d0f6b0e-6b1c-5f0a-9d6e-3f2a7c1b8e44")  # never changes: ids of mails come from it


@dataclass(frozen=True)
class Foot:
    """The last lines of a mail.

    Args:
        settings: the address of the page “How I hear”.
        topic: what its mails are called there.
        off: the address that ends them; "" where nobody can.
        reason: why nobody can.
    """

    settings: str
    topic: str
    off: str = ""
    reason: str = ""


def message_id(name: str, *rows: Notification) -> str:
    """The id of the mail that is about these rows of one person.

    It comes from what the mail is about, not from the rows: written again, as after a backup was restored, a mail that
    went out before has the same id, and mail programs show it once.
    """
    keys = "\n".join(sorted(row.key for row in rows))
    about = f"{rows[0].organization_id}\n{rows[0].membership_id}\n{keys}"
    return f"{name}-{uuid5(IDS, about)}"


def foot_of(row: Notification) -> Foot:
    """The foot of one notification's mail."""
    topic = topic_of(row.kind)
    if topic.mandatory:
        return Foot(_settings(row), topic.name, reason=topic.mandatory)
    off = unsubscribe_address(row.organization_id, row.membership_id, CATALOGUE[row.kind].topic)
    return Foot(_settings(row), topic.name, off=off)


def digest_foot(row: Notification) -> Foot:
    """The foot of the digest that holds this notification."""
    return Foot(_settings(row), "digest", off=unsubscribe_address(row.organization_id, row.membership_id, DIGEST))


def _settings(row: Notification) -> str:
    return settings.SITE_URL + reverse("notifications:settings", kwargs={"organization": row.organization.slug})
