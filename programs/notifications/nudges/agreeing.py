"""Agreements that wait for a yes: contracts to sign, and what a circle agreed."""

from collections.abc import Iterable
from datetime import datetime

from programs.coaching.queries import missing_signatures
from programs.engagements.models import Engagement, Participation
from programs.engagements.reminders import Reminder
from programs.notifications.facts import about_engagement
from programs.notifications.nudges.window import Subject, Window
from programs.notifications.queries.waiting import unagreed_places, versions_out_for_signing


def agreements_missing(reminder: Reminder, leads: Iterable[int], window: Window) -> list[Subject]:
    """Whoever has not signed the contract that is out, or not agreed to what their circle agreed."""
    leads = list(leads)
    return [*_contracts(reminder, leads, window), *_circles(reminder, leads, window)]


def _contracts(reminder: Reminder, leads: Iterable[int], window: Window) -> list[Subject]:
    rows = versions_out_for_signing().filter(window.around("sent_at", reminder, leads)).defer("text")
    versions = list(rows.select_related("contract__engagement__program", "amendment").prefetch_related("parts"))
    if not versions:
        return []
    return [
        _subject(
            place,
            version.contract.engagement,
            "signature-missing",
            str(version.pk),
            version.sent_at,
            version_id=str(version.pk),
        )
        for version, place in missing_signatures(versions)
        if place.membership.is_active
    ]


def _circles(reminder: Reminder, leads: Iterable[int], window: Window) -> list[Subject]:
    rows = unagreed_places().filter(window.around("asked_at", reminder, leads))
    return [
        _subject(
            place, place.engagement, "agreement-missing", str(place.version), place.asked_at, version=place.version
        )
        for place in rows.select_related("membership__user", "engagement__program")
    ]


def _subject(place: Participation, engagement: Engagement, kind: str, key: str, asked_at: datetime, **facts) -> Subject:
    return Subject(
        membership_id=place.membership_id,
        zone=place.membership.user.time_zone,
        program_id=engagement.program_id,
        kind=kind,
        subject_id=engagement.pk,
        version=key,
        moment=asked_at,
        facts={**about_engagement(engagement), **facts},
    )
