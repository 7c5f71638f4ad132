"""Credentials: written by the coach, looked at by an administrator, and over when they are over."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from portal.errors import DomainError, NotAllowed
from portal.outbox.relay import relay
from programs.coaching.actions import add_credential, answer_credential, change_credential
from programs.coaching.queries.coaches import credentials_to_check, get_coach, get_credential
from programs.notifications.models import Notification
from programs.notifications.nudges import sweep
from tests.factories import coaches
from tests.factories.coaching import today


def url(name, **kwargs):
    return reverse(f"coaching:{name}", kwargs={"organization": "harbour", **kwargs})


def words_of(cast) -> list[str]:
    return [row.words for row in get_coach(cast.coach.pk).credentials]


def told(kind) -> set:
    return set(Notification.objects.filter(kind=kind).values_list("membership__user__name", flat=True))


VALUES = {"issuer": "ICF", "name": "Master Certified Coach", "number": "PCC-1", "issued_on": today(-365)}


def test_an_administrator_checks_and_a_change_is_unchecked_again(cast, harbour, as_):
    profile = coaches.make_profile(cast, cast.coach)
    form = {**VALUES, "name": "Professional Certified Coach", "expires_on": today(730)}
    page = url("credential-create", coach_id=cast.coach.pk)
    assert as_(cast.coach).post(page, form).status_code == 302
    assert as_(cast.coach).post(page, form).status_code == 422, "the same one stands there already"
    relay()
    assert told("credential-to-check") == {cast.administrator.name}
    credential = profile.credentials.get()
    assert words_of(cast) == ["Not checked yet"]
    answer = url("credential-answer", credential_id=credential.pk)
    seen = {"seen": credential.written_at.isoformat(), "answer": "true"}
    for part, status in (("coach", 403), ("participant", 403), ("administrator", 302)):
        assert as_(getattr(cast, part)).post(answer, seen).status_code == status
    assert words_of(cast) == ["Checked"]

    same = {**VALUES, "name": "Professional Certified Coach", "expires_on": today(730), "by": cast.coach}
    assert change_credential(credential=credential, **same) is False
    assert words_of(cast) == ["Checked"], "the same words are still what was seen"
    assert change_credential(credential=credential, **{**same, "number": "PCC-2"}) is True
    assert words_of(cast) == ["Not checked yet"]
    as_(cast.administrator).post(answer, seen)
    assert words_of(cast) == ["Not checked yet"], "an old page can't check words that were not on it"
    with pytest.raises(DomainError, match="changed this credential"):
        answer_credential(credential=credential, seen=credential.written_at, is_true=True, by=cast.administrator)

    credential = get_credential(credential.pk)
    coaches.check(cast, credential, is_true=False)
    relay()
    assert words_of(cast) == ["Could not be confirmed"]
    assert told("credential-refused") == {cast.coach.name}
    assert credentials_to_check() == []


def test_nobody_writes_or_checks_for_others(cast, harbour):
    profile = coaches.make_profile(cast, cast.coach)
    with pytest.raises(NotAllowed):
        coaches.add_one(profile, by=cast.administrator)
    own = coaches.add_one(coaches.make_profile(cast, cast.administrator))
    with pytest.raises(NotAllowed):
        coaches.check(cast, own)
    credential = coaches.add_one(profile)
    with pytest.raises(NotAllowed):
        answer_credential(credential=credential, seen=credential.written_at, is_true=True, by=cast.manager)
    for wrong, field in (
        ({"issued_on": today(1)}, "issued_on"),
        ({"expires_on": today(-365)}, "expires_on"),
        ({"issuer": " "}, "issuer"),
        ({"name": "professional certified coach"}, "name"),
    ):
        with pytest.raises(DomainError) as refusal:
            add_credential(profile=profile, by=cast.coach, **{**VALUES, "issuer": "ICF", **wrong})
        assert refusal.value.field == field
    with pytest.raises(IntegrityError), transaction.atomic():  # the database knows it too
        type(credential).objects.filter(pk=credential.pk).update(checked_at=timezone.now())


def test_expired_is_said_and_never_checked(cast, harbour, as_):
    profile = coaches.make_profile(cast, cast.coach)
    credential = coaches.add_one(profile, expires_on=today(30))
    coaches.check(cast, credential)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert words_of(cast) == ["Expired"]
        shown = as_(cast.participant).get(url("coach-detail", coach_id=cast.coach.pk)).text
        assert "Expired" in shown
        with pytest.raises(DomainError, match="expired"):
            coaches.check(cast, credential)
        assert "Professional Certified Coach" in as_(cast.administrator).get(url("credential-list")).text


def test_coaches_hear_60_and_14_days_before_and_administrators_afterwards(cast, harbour):
    start = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
    profile = coaches.make_profile(cast, cast.coach)
    credential = coaches.add_one(profile, expires_on=start.date() + timedelta(days=61))
    refused = coaches.add_one(profile, name="Another", expires_on=start.date() + timedelta(days=61))
    coaches.check(cast, refused, is_true=False)
    heard = []
    for days in (0, 1, 2, 46, 47, 48, 61, 62, 63):
        with time_machine.travel(start + timedelta(days=days), tick=False):
            sweep(kinds=["credential", "expired"])
        heard.append(Notification.objects.filter(kind__startswith="credential-exp").count())
    assert heard == [0, 1, 1, 1, 2, 2, 2, 3, 3]
    assert told("credential-expires") == {cast.coach.name}
    assert told("credential-expired") == {cast.administrator.name}
    row = Notification.objects.filter(kind="credential-expires").latest("created_at")
    assert (row.subject_id, row.facts["lead"]) == (credential.pk, 14)
    assert "Professional" not in str(row.facts)
