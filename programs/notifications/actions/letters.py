"""What every mail of a notification has: an id that stays, and a foot that says why it came and how to end it."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.conf import settings
from django.urls import reverse

from programs.notifications.catalogue import CATALOGUE, DIGEST, topic_of
from programs.notifications.catalogue.languages import language_of
from programs.notifications.links import unsubscribe_address
from programs.notifications.models import Notification
from programs.notifications.wording import Told

IDS = UUID("5d0f6b0e-6b1c-5f0a-9d6e-3f2a7c1b8e44")  # never changes: ids of mails come from it


@dataclass(frozen=True)
class Foot:
    """Where the links in the last lines of a mail lead.

    Args:
        settings: the address of the page “How I hear”.
        off: the address that ends such mails; "" where nobody can.
    """

    settings: str
    off: str = ""


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
    if topic_of(row.kind).mandatory:
        return Foot(_settings(row))
    topic = CATALOGUE[row.kind].topic
    return Foot(_settings(row), off=unsubscribe_address(row.organization_id, row.membership_id, topic))


def digest_foot(row: Notification) -> Foot:
    """The foot of the digest that holds this notification."""
    return Foot(_settings(row), off=unsubscribe_address(row.organization_id, row.membership_id, DIGEST))


def message_words(row: Notification, told: Told, language: str) -> dict[str, str]:
    """The fixed sentences of one notification's mail, by the names that the templates know."""
    topic = language_of(language).topics[CATALOGUE[row.kind].topic]
    return _filled(row, language, who=told.why, topic=topic.name, reason=topic.mandatory)


def digest_words(row: Notification, count: int, language: str) -> dict[str, str]:
    """The same for the digest that holds this notification among `count`."""
    words, one = _filled(row, language, count=count), "_one" if count == 1 else ""
    counted = {name: words[f"{name}{one}"] for name in ("digest_subject", "digest_heading")}
    return {**words, **counted, "end": words["end_digest"]}


def _filled(row: Notification, language: str, **values) -> dict[str, str]:
    names = {"first_name": row.membership.user.first_name, "organization": row.organization.name}
    filling = defaultdict(str, {**names, **values})  # a digest has no `who`, and needs no sentence with it
    return {name: text.format_map(filling) for name, text in language_of(language).mail.items()}


def _settings(row: Notification) -> str:
    return settings.SITE_URL + reverse("notifications:settings", kwargs={"organization": row.organization.slug})
