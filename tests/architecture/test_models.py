"""Conventions of the tables: every `x_at` that can be empty has its pair, and migrations are complete."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

OURS = [
    model for model in apps.get_models() if model._meta.app_config.name.startswith(("portal", "accounts", "programs"))
]
UNPAIRED = {  # nullable moments without a person, each with its reason
    "outbox.OutboxEvent.done_at": "done by the relay",
    "outbox.OutboxEvent.parked_at": "parked by the relay",
    "scheduling.Session.remind_at": "a moment to come, computed by the portal",
    "scheduling.BusyCalendar.read_at": "read by the portal",
    "scheduling.Poll.due_at": "a moment to come, computed by the portal",
    "scheduling.Poll.chased_at": "by the portal or by a person, whom the audit entry names",
    "covenant.Covenant.in_force_at": "the last signature; the signatures name the people",
    "covenant.Covenant.replaced_at": "when the next version came into force",
    "covenant.Deletion.done_at": "by the portal on the day that everybody was told",
    "notes.Note.removed_at": "by the portal as the covenant says; erased by its author otherwise",
    "notes.Opening.expires_at": "a moment to come, computed by the portal",
    "notes.Story.teller_yes_at": "the teller, whom the story names",
    "notes.Story.other_yes_at": "the other one, whom the story names",
    "notes.Story.published_at": "by the portal, once both have said yes",
    "notes.Story.confirmed_at": "the teller, whom the story names",
    "mentoring.Introduction.mentee_answered_at": "the mentee, whom the introduction names",
    "mentoring.Introduction.contact_answered_at": "the contact, whom the introduction names",
    "goals.Supporter.ended_at": "by the owner, or by the supporter's own no, who may be a guest",
    "goals.Pulse.answered_at": "by the supporter, whom the row names",
    "evaluations.Questionnaire.published_at": "published with the library",
    "evaluations.Round.opened_at": "opened by the portal when its time has come",
    "evaluations.Round.reminded_at": "by the portal or by a person, whom the audit entry names",
    "evaluations.Round.closed_at": "closed by the portal when its time has come",
    "coaching.Contract.designed_at": "a stage's date; the audit entry names the person",
    "coaching.Contract.agreed_at": "a stage's date; the signatures name the people",
    "coaching.Contract.activated_at": "a stage's date; set by the first session",
    "coaching.Contract.evaluating_at": "a stage’s date; the audit entry names the person",
    "training.Enrollment.decided_at": "the audit entry names the person",
    "notifications.Notification.read_at": "read by its recipient",
    "notifications.Notification.sent_at": "sent by the portal",
    "notifications.Notification.returned_at": "told by the mail server",
    "notifications.Rhythm.stopped_at": "told by the mail server",
}


def nullable_moments():
    for model in OURS:
        for field in model._meta.local_fields:
            if isinstance(field, models.DateTimeField) and field.null and field.name.endswith("_at"):
                yield model, field.name


@pytest.mark.parametrize(
    ("model", "name"), list(nullable_moments()), ids=lambda part: str(getattr(part, "__name__", part))[:40]
)
def test_every_moment_has_its_person_or_a_reason(model, name):
    names = {field.name for field in model._meta.local_fields}
    label = f"{model._meta.label}.{name}"
    person = name.removesuffix("_at") + "_by"
    if label in UNPAIRED:
        assert person not in names, f"{label} has its pair now: take it off the list"
        return
    assert person in names, f"{label} needs {person}, or a reason in UNPAIRED"
    paired = [c for c in model._meta.constraints if isinstance(c, models.CheckConstraint) and name in str(c.condition)]
    assert any(person in str(constraint.condition) for constraint in paired), f"no check constraint pairs {label}"


def test_the_list_of_unpaired_moments_is_not_stale():
    found = {f"{model._meta.label}.{name}" for model, name in nullable_moments()}
    assert set(UNPAIRED) - found == set()


def test_no_migration_is_missing(db):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
