"""Mails to supporters from outside. What the objective is called stands on the page behind the link alone."""

from django.conf import settings
from django.urls import reverse

from portal.email import send
from portal.outbox.registry import handles
from programs.goals.events_support import PulseAsked, SupporterAsked
from programs.goals.models import Supporter
from programs.goals.queries_support import find_guest_supporter, is_asked_about, open_pulse
from programs.goals.support_links import supporter_token


@handles(SupporterAsked)
def on_supporter_asked(event: SupporterAsked) -> None:
    """Mail somebody outside what they are asked for, and how to say no."""
    supporter = find_guest_supporter(event.subject_id)
    if supporter and _is_asked(supporter):
        _mail(supporter, message_id=f"supporter-{supporter.pk}", first=True)


@handles(PulseAsked)
def on_pulse_asked(event: PulseAsked) -> None:
    """Mail the link to the question, if it still waits."""
    supporter = find_guest_supporter(event.subject_id)
    waiting = open_pulse(supporter) if supporter and _is_asked(supporter) else None
    if supporter and waiting and waiting.asked_on == event.asked_on:
        _mail(supporter, message_id=f"supporter-{supporter.pk}-{event.asked_on:%Y%m%d}", first=False)


def _is_asked(supporter: Supporter) -> bool:
    return supporter.ended_at is None and is_asked_about(supporter.objective)


def _mail(supporter: Supporter, *, message_id: str, first: bool) -> None:
    organization, owner = supporter.organization, supporter.objective.owner.membership
    path = reverse("guest-support", kwargs={"token": supporter_token(supporter.pk, organization.pk)})
    send(
        to=supporter.guest_email,
        template="goals/supporter",
        context={
            "organization": organization,
            "name": supporter.guest_name,
            "owner": owner.name,
            "weeks": supporter.every_weeks,
            "first": first,
            "address": settings.SITE_URL + path,
            "button_text": "See what it is about" if first else "Answer the question",
        },
        message_id=message_id,
        reply_to=owner.user.email,
    )
