"""A report to the sponsor: the client’s own until it is released, and again when it is taken back."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.errors import DomainError, NotAllowed
from portal.outbox.relay import relay
from programs.coaching import erasing
from programs.coaching.actions import release_report, save_report, take_back_report
from programs.coaching.models import SponsorReport
from programs.engagements.models import Participation
from programs.goals.actions import add_measurement
from programs.goals.models import Objective
from programs.notes.actions import file_note
from programs.notifications.models import Notification
from tests.factories import coaching
from tests.factories.scheduling import at
from tests.factories.world_feedback import release
from tests.programs.coaching.urls import url

SAID, HELP, NOTE = "I let the team decide on the rota", "Ask Tomás, not me", "What only the two of us know"
LIFE = "Be home for dinner"


@pytest.fixture
def contract(cast, harbour):
    """One session was held, one objective is a question of life, and there is a note for two."""
    contract = coaching.active(cast, objectives=2)
    first, second = Objective.objects.order_by("position")
    Objective.objects.filter(pk=second.pk).update(life=True)
    second.title, second.life = LIFE, True
    second.save(update_fields=["title"])
    coach = coaching.place_of(contract, cast.coach)
    add_measurement(objective=first, value=3, measured_on=timezone.localdate(), note=NOTE, by=coach)
    file_note(engagement=contract.engagement, text=NOTE, audience="engagement", by=coach)
    return contract


def write(cast, contract, **changes):
    values = {"progress": SAID, "support": HELP, "with_objectives": True, "with_attendance": True}
    return save_report(contract=contract, by=cast.participant, **{**values, **changes})


def test_a_report_is_looked_at_and_then_released(cast, contract, as_):
    client = as_(cast.participant)
    sent = {"progress": SAID, "support": HELP, "with_objectives": "on", "with_attendance": "on"}
    answer = client.post(url("report-write", contract), sent)
    draft = SponsorReport.objects.get()
    assert answer.url == url("report-preview", report_id=draft.pk)
    for person in (cast.coach, cast.sponsor, cast.administrator, cast.member):
        assert as_(person).get(url("report-detail", report_id=draft.pk)).status_code == 404

    client = as_(cast.participant)
    shown = client.get(answer.url)
    digest = shown.context["digest"]
    assert client.post(answer.url, {"digest": digest}).url == url("report-detail", report_id=draft.pk)
    twice = client.post(answer.url, {"digest": digest})
    assert (twice.status_code, "released already" in twice.text) == (422, True)
    relay()
    told = Notification.objects.filter(kind="report-released")
    assert {row.membership_id for row in told} == {cast.sponsor.pk, cast.coach.pk}

    page = as_(cast.sponsor).get(url("report-detail", report_id=draft.pk)).text
    for part in (SAID, HELP, f"{coaching.TITLE} 0", "1 of 8 held"):
        assert part in page
        assert part in shown.text
    for secret in (NOTE, LIFE):
        assert secret not in page
        assert secret not in json.dumps([row.facts for row in told])
    assert as_(cast.coach).get(url("report-detail", report_id=draft.pk)).status_code == 200
    for person in (cast.administrator, cast.member, cast.stranger):
        assert as_(person).get(url("report-detail", report_id=draft.pk)).status_code == 404
    assert SAID not in "".join(str(row.data) for row in AuditEntry.objects.all())


def test_figures_stay_as_they_stood_at_the_release(cast, contract, as_):
    report = release(write(cast, contract), cast.participant)
    objective = Objective.objects.order_by("position").first()
    by = coaching.place_of(contract, cast.participant)
    with at(timezone.now() + timedelta(days=3)):
        add_measurement(objective=objective, value=4, measured_on=timezone.localdate(), by=by)
        [row] = as_(cast.sponsor).get(url("report-detail", report_id=report.pk)).context["page"].objectives
    assert row["now"] == "3"


def test_what_changed_since_it_was_looked_at_is_not_released(cast, contract, as_):
    report = write(cast, contract)
    page = url("report-preview", report_id=report.pk)
    digest = as_(cast.participant).get(page).context["digest"]
    write(cast, contract, progress="Something else")
    answer = as_(cast.participant).post(page, {"digest": digest})
    assert (answer.status_code, "Read it once more" in answer.text) == (422, True)
    assert not SponsorReport.objects.filter(released_at__isnull=False).exists()


def test_what_is_taken_back_is_the_clients_alone(cast, contract, as_):
    report = release(write(cast, contract), cast.participant)
    assert as_(cast.participant).post(url("report-take-back", report_id=report.pk)).status_code == 302
    relay()
    assert Notification.objects.filter(kind="report-taken-back", membership=cast.sponsor).exists()
    for person in (cast.sponsor, cast.coach):
        page = as_(person).get(url("report-detail", report_id=report.pk)).text
        assert "Taken back on" in page
        assert SAID not in page
        assert coaching.TITLE not in page.split("<main")[1].replace(contract.engagement.title, "")
        assert "taken back on" in as_(person).get(url("report-list", contract)).text
    assert SAID in as_(cast.participant).get(url("report-detail", report_id=report.pk)).text
    with pytest.raises(DomainError, match="taken back already"):
        take_back_report(report=report, by=cast.participant)
    assert write(cast, contract).number == 2


def test_nobody_else_writes_releases_or_takes_back(cast, contract, as_):
    report = write(cast, contract)
    for person in (cast.coach, cast.sponsor, cast.administrator):
        with pytest.raises(NotAllowed):
            save_report(
                contract=contract, progress="x", support="", with_objectives=True, with_attendance=True, by=person
            )
        with pytest.raises(NotAllowed):
            release_report(report=report, digest="", by=person)
        with pytest.raises(NotAllowed):
            take_back_report(report=report, by=person)
        assert as_(person).get(url("report-write", contract)).status_code == 404
        assert as_(person).get(url("sponsor-view", contract)).status_code == 404


def test_nothing_written_is_nothing_to_report(cast, contract, as_):
    answer = as_(cast.participant).post(url("report-write", contract), {"progress": "  ", "support": HELP})
    assert (answer.status_code, HELP in answer.text) == (422, True)
    assert not SponsorReport.objects.exists()


def test_without_a_sponsor_there_is_nobody_to_report_to(cast, contract, as_):
    report = write(cast, contract)
    released = release(report, cast.participant)
    draft = write(cast, contract)
    Participation.objects.filter(engagement=contract.pk, role="sponsor").update(
        left_at=timezone.now(), left_by=cast.sponsor
    )
    client = as_(cast.participant)
    for page in (url("report-list", contract), url("report-write", contract), url("sponsor-view", contract)):
        assert "Nobody sponsors this contract" in client.get(page).text
    assert "nobody to report to" in client.get(url("report-preview", report_id=draft.pk)).text
    with pytest.raises(DomainError, match="nobody to report to"):
        release_report(report=draft, digest="", by=cast.participant)
    for page in (url("report-list", contract), url("report-detail", report_id=released.pk)):
        assert as_(cast.sponsor).get(page).status_code == 404

    Participation.objects.create(
        engagement=contract.engagement, membership=cast.member, role="sponsor", joined_at=timezone.now()
    )
    assert as_(cast.member).get(url("report-list", contract)).context["reports"] == []
    assert as_(cast.member).get(url("report-detail", report_id=released.pk)).status_code == 404


def test_terms_bound_what_goes_out_and_what_is_read_later(cast, contract, monkeypatch):
    """Two terms in turn: nothing for the sponsor, and everything."""
    from programs.coaching.queries import reporting  # noqa: PLC0415 - its reading is replaced

    everything = reporting.reading_of(coaching.place_of(contract, cast.sponsor))
    stricter = {**everything.terms.matrix, "objectives": {"sponsor": "none"}, "attendance": {"sponsor": "none"}}
    nothing = type(everything)(
        type(everything.terms)(everything.terms.kind, stricter),
        everything.role,
        everything.participation_id,
        everything.membership_id,
    )
    report, sponsor = write(cast, contract), coaching.place_of(contract, cast.sponsor)
    monkeypatch.setattr(reporting, "reading_of", lambda place: nothing)
    assert reporting.figures_to_release(report, contract, sponsor) == {"objectives": []}
    monkeypatch.undo()
    released = release(report, cast.participant)
    page = reporting.report_page(released, sponsor, nothing)
    assert (page.progress, page.objectives, page.attendance) == (SAID, [], None)


def test_the_client_sees_what_the_sponsor_sees(cast, contract, as_):
    release(write(cast, contract), cast.participant)
    page = as_(cast.participant).get(url("sponsor-view", contract))
    view = page.context["view"]
    assert [row.title for row in view.objectives] == [f"{coaching.TITLE} 0"]
    assert (view.attendance["held"], view.notes, view.actions, len(view.reports)) == (1, [], None, 1)
    assert LIFE not in page.text
    assert NOTE not in page.text


def test_words_and_figures_are_erased(cast, contract):
    release(write(cast, contract), cast.participant)
    assert erasing._reports_of_person(cast.coach.pk, timezone.now()) == 0
    assert erasing._reports_of_engagement(contract.pk, timezone.now()) == 1
    found = SponsorReport.objects.get()
    assert (found.progress, found.support, found.figures) == ("", "", "")
