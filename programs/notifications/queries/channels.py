"""How people want to hear: read for many at once, and for one person's page."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.http import Http404

from accounts.models import Membership
from programs.notifications.catalogue import CATALOGUE, OPTIONAL
from programs.notifications.models import Preference, Rhythm
from programs.notifications.rhythm import Channel, Plan


def channels_of(kind: str, membership_ids: Iterable[UUID]) -> dict[UUID, Channel]:
    """How these people hear of a kind, with three queries however many they are; without who is no member."""
    ids = list(membership_ids)
    people = Membership.objects.filter(pk__in=ids).select_related("user")
    topic = CATALOGUE[kind].topic
    preferences = Preference.objects.filter(membership__in=ids, topic=topic) if topic in OPTIONAL else []
    by_person = {preference.membership_id: preference for preference in preferences}
    rhythms = {rhythm.membership_id: rhythm for rhythm in Rhythm.objects.filter(membership__in=ids)}
    return {
        person.pk: Channel(person.user.time_zone, by_person.get(person.pk), rhythms.get(person.pk)) for person in people
    }


def plans_for(kind: str, membership_ids: Iterable[UUID], facts: Mapping, now: datetime) -> dict[UUID, Plan]:
    """What becomes of the mail of one message to these people, and when; with as many queries as `channels_of`."""
    return {pk: channel.plan(kind, facts, now) for pk, channel in channels_of(kind, membership_ids).items()}


def preferences_of(membership: Membership) -> dict[str, Preference]:
    """What somebody chose, by topic; with the defaults where they chose nothing."""
    said = {preference.topic: preference for preference in Preference.objects.filter(membership=membership)}
    return {topic: said.get(topic) or Preference(membership=membership, topic=topic) for topic in OPTIONAL}


def rhythm_of(membership: Membership) -> Rhythm:
    """When somebody gets mail; with the defaults if they said nothing."""
    return Rhythm.objects.filter(membership=membership).first() or Rhythm(membership=membership)


def get_member_behind(membership_id: UUID) -> Membership:
    """The member whom a link in a mail is for, or 404."""
    try:
        return Membership.objects.select_related("user", "organization").get(pk=membership_id)
    except Membership.DoesNotExist:
        raise Http404 from None
