"""How people want to hear: read for many at once, and for one person's page."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from uuid import UUID

from django.http import Http404

from accounts.models import Membership
from programs.notifications.catalogue import CATALOGUE, DIGEST, OPTIONAL, topic_of
from programs.notifications.models import Notification, Preference, Rhythm
from programs.notifications.rhythm import Channel, Plan

USUAL = Channel(UTC)  # of who said nothing: at once, so no clock is needed


def channels_of(kind: str, membership_ids: Iterable[UUID]) -> dict[UUID, Channel]:
    """How these people hear of a kind, with at most four queries however many they are; without who is no member."""
    ids = list(membership_ids)
    topic = CATALOGUE[kind].topic
    preferences = Preference.objects.filter(membership__among=ids, topic=topic) if topic in OPTIONAL else []
    by_person = {preference.membership_id: preference for preference in preferences}
    rhythms = {rhythm.membership_id: rhythm for rhythm in Rhythm.objects.filter(membership__among=ids)}
    found = dict.fromkeys(Membership.objects.filter(pk__among=ids).values_list("pk", flat=True), USUAL)
    special = Membership.objects.filter(pk__in=by_person.keys() | rhythms.keys()).select_related("user")
    return found | {
        person.pk: Channel(person.user.time_zone, by_person.get(person.pk), rhythms.get(person.pk))
        for person in special
    }


def plans_for(kind: str, membership_ids: Iterable[UUID], facts: Mapping, now: datetime) -> dict[UUID, Plan]:
    """What becomes of the mail of one message to these people, and when; with as many queries as `channels_of`."""
    return {pk: channel.plan(kind, facts, now) for pk, channel in channels_of(kind, membership_ids).items()}


def is_wanted(row: Notification) -> bool:
    """Whether a mail that waited is still wanted: its reader may have switched it off, or their mailbox refused one."""
    topic = CATALOGUE[row.kind].topic
    if topic not in OPTIONAL:
        return True
    off = Preference.objects.filter(membership=row.membership_id, topic=topic, mail=Preference.Mail.NEVER)
    stopped = Rhythm.objects.filter(membership=row.membership_id, stopped_at__isnull=False)
    return not off.exists() and not stopped.exists()


def address_to_answer(row: Notification) -> str:
    """Where an answer to a notification's mail goes: to who did it, if they are still here and it is not the reader."""
    by = row.facts.get("by", "")
    if not by or by == str(row.membership_id) or not topic_of(row.kind).by_reply:
        return ""
    found = Membership.objects.filter(pk=by, is_active=True, user__is_active=True)
    return found.values_list("user__email", flat=True).first() or ""


def preferences_of(membership: Membership) -> dict[str, Preference]:
    """What somebody chose, by topic; with the defaults where they chose nothing."""
    said = {preference.topic: preference for preference in Preference.objects.filter(membership=membership)}
    return {topic: said.get(topic) or Preference(membership=membership, topic=topic) for topic in OPTIONAL}


def mail_of(membership: Membership, topic: str) -> str:
    """How somebody gets mail of a topic; for the digest, whether anything comes in it."""
    said = preferences_of(membership)
    if topic != DIGEST:
        return said[topic].mail
    return DIGEST if DIGEST in {preference.mail for preference in said.values()} else Preference.Mail.NEVER


def rhythm_of(membership: Membership) -> Rhythm:
    """When somebody gets mail; with the defaults if they said nothing."""
    return Rhythm.objects.filter(membership=membership).first() or Rhythm(membership=membership)


def get_member_behind(membership_id: UUID) -> Membership:
    """The member whom a link in a mail is for, or 404."""
    try:
        return Membership.objects.select_related("user", "organization").get(pk=membership_id)
    except Membership.DoesNotExist:
        raise Http404 from None
