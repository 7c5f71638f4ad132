"""A worker has no transaction around its task, so the relay must open its own: row security shows nothing without."""

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from accounts.actions import invite_people
from portal.outbox import relay as outbox
from portal.outbox.models import OutboxEvent
from tests.cast import make_cast

pytestmark = pytest.mark.django_db(transaction=True)


def published():
    """An organization with one event that waits."""
    with transaction.atomic():
        cast = make_cast()
        with cast.inside("harbour"):
            invite_people(emails=["new@harbour.example"], role="member", by=cast.administrator)
    return cast


def event_of(cast):
    with cast.inside("harbour"), transaction.atomic():
        return OutboxEvent.objects.get()


def test_a_delivered_event_is_done():
    cast = published()
    assert outbox.relay() == 1
    assert event_of(cast).done_at is not None
    assert len(mail.outbox) == 1


def test_a_failed_event_is_put_off_and_counted(monkeypatch):
    def fail(**_):
        raise OSError

    cast = published()
    monkeypatch.setattr("accounts.handlers.send", fail)
    assert outbox.relay() == 0
    event = event_of(cast)
    assert (event.attempts, event.last_error, event.done_at) == (1, "OSError", None)
    assert event.due_at > timezone.now()
