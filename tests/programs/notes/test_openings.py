"""Oversight and emergencies: what people signed and nothing else is opened, told at once, and over by itself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.errors import DomainError, NotAllowed
from portal.outbox.relay import relay
from programs.covenant.actions import declare_terms
from programs.engagements.actions import add_participant, end_participation
from programs.notes.actions import approve_emergency, ask_emergency, open_for_oversight, refuse_emergency
from programs.notes.models import Note, NoteAccess, Opening
from programs.notifications.models import Notification
from programs.notifications.queries import is_still_true
from tests.cast import make_member
from tests.factories.covenant import sign_for_all, terms_with
from tests.factories.notes import make_note
from tests.factories.scheduling import at, make_circle, place_in

PURPOSE, REASON = "Complaints about conduct", "canary-reason"
SHARED = {"canary-shared", "canary-named"}
EVERYTHING = SHARED | {"canary-own", "canary-life"}


def reserve(cast, circle, **changes):
    oversight = changes.get("oversight", "")
    cells = {("notes", "organization"): "reason"} if oversight else {}
    declare_terms(program=circle.program, terms=terms_with("mentoring", cells, **changes), by=cast.administrator)


def fill(cast, circle):
    """A note of each audience, all Helen's; two name Tiago, and one of them is about life."""
    with cast.inside("harbour", cast.mentor.user):
        make_note(circle, cast.mentor, text="canary-shared")
        make_note(circle, cast.mentor, text="canary-own", audience="private")
        for text, life in (("canary-named", False), ("canary-life", True)):
            Note.objects.create(
                engagement=circle,
                author=place_in(circle, cast.mentor),
                author_member=cast.mentor,
                audience="named",
                life=life,
                text=text,
                written_at=timezone.now(),
            )


@pytest.fixture
def circle(cast):
    """Both ways in are reserved, and everybody has signed."""
    with cast.inside("harbour"):
        circle = make_circle(cast)
        reserve(cast, circle, oversight=PURPOSE, emergency=True)
    fill(cast, circle)
    return circle


@pytest.fixture
def second(cast):
    """Another administrator."""
    with cast.inside("harbour"):
        return make_member("Ana Prado", "administrator")


def path(name, **kwargs):
    return reverse(f"notes:{name}", kwargs={"organization": "harbour", **kwargs})


def seen_in(answer):
    return {canary for canary in EVERYTHING if canary in answer.text}


def raw_texts(cast, membership):
    """How many notes plain SQL shows to this person."""
    with cast.inside("harbour", membership.user), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM notes_note")
        return cursor.fetchone()[0]


def told(cast):
    with cast.inside("harbour"):
        relay()
        kinds = Notification.objects.filter(kind__regex="oversight|emergency")
        return {(row.kind, row.membership.user.name.split()[0]) for row in kinds.select_related("membership__user")}


def expire(cast, opening):
    """Long enough ago for the database too, whose clock stands still in a test's transaction."""
    with cast.inside("harbour"):
        Opening.objects.filter(pk=opening.pk).update(expires_at=timezone.now() - timedelta(hours=1))


def test_oversight_from_the_button_to_the_ledger(cast, as_, circle, second):
    admin, helen = as_(cast.administrator), cast.mentor
    overseen = reverse("engagements:overseen", kwargs={"organization": "harbour", "engagement_id": circle.pk})
    ask = path("oversight-open", engagement_id=circle.pk)
    page = admin.get(overseen).text
    assert ask in page
    assert PURPOSE in page
    assert not seen_in(admin.get(ask))
    refused = admin.post(ask, {"reason": " "})
    assert refused.status_code == 422
    assert "Say why" in refused.text
    assert raw_texts(cast, cast.administrator) == 0

    answer = admin.post(ask, {"reason": REASON}, follow=True)
    assert seen_in(answer) == SHARED
    assert raw_texts(cast, cast.administrator) == 2
    assert raw_texts(cast, second) == 0
    assert told(cast) == {("oversight-opened", name) for name in ("Helen", "Amara", "Tiago")}
    with cast.inside("harbour"):
        opening = Opening.objects.get()
        assert opening.expires_at - opening.approved_at == timedelta(minutes=30)
        rows = NoteAccess.objects.filter(opening=opening, reader=cast.administrator)
        assert rows.count() == 2
        assert admin.post(ask, {"reason": REASON}, follow=True).status_code == 200
        assert Opening.objects.count() == 1, "the same reason twice is one opening"
        assert not [row for row in AuditEntry.objects.all() if "canary" in str(row.data)]
        assert not [row for row in Notification.objects.all() if "canary" in str(row.facts)]

    for who in (helen, cast.participant, cast.member):
        ledger = as_(who).get(path("ledger", engagement_id=circle.pk))
        assert REASON in ledger.text
        assert "Olga Ferreira opened the notes for oversight" in ledger.text
        assert not seen_in(ledger)
    assert "Opened by" in as_(helen).get(path("note-list", engagement_id=circle.pk)).text
    for who, status in ((second, 404), (cast.manager, 404), (cast.participant, 403), (cast.stranger, 404)):
        assert as_(who).get(path("opening-read", opening_id=opening.pk)).status_code == status

    expire(cast, opening)
    over = as_(cast.administrator).get(path("opening-read", opening_id=opening.pk))
    assert "This is over" in over.text
    assert not seen_in(over)
    assert raw_texts(cast, cast.administrator) == 0


def test_where_nobody_signed_it_there_is_no_button_and_no_page(cast, as_, second):
    with cast.inside("harbour"):
        circle = make_circle(cast)
    fill(cast, circle)
    with cast.inside("harbour"):
        reserve(cast, circle, oversight=PURPOSE, emergency=True)  # declared later: nobody here has signed that
        for action in (open_for_oversight, ask_emergency):
            with pytest.raises(DomainError, match="does not let anybody"):
                action(engagement=circle, reason=REASON, by=second)
    admin = as_(cast.administrator)
    overseen = reverse("engagements:overseen", kwargs={"organization": "harbour", "engagement_id": circle.pk})
    assert "There is no switch to open them" in admin.get(overseen).text
    for name in ("oversight-open", "emergency-ask"):
        assert admin.get(path(name, engagement_id=circle.pk)).status_code == 404
        assert admin.post(path(name, engagement_id=circle.pk), {"reason": REASON}).status_code == 404


def test_an_emergency_takes_two_and_opens_everything_for_one_hour(cast, as_, circle, second):
    with cast.inside("harbour"):
        third = make_member("Rui Sá", "administrator")
        once = add_participant(engagement=circle, membership=third, role="mentee", by=cast.administrator)
        end_participation(participation=once, by=cast.administrator)
    ask = path("emergency-ask", engagement_id=circle.pk)
    answer = as_(cast.administrator).post(ask, {"reason": REASON}, follow=True)
    assert "One of them decides" in answer.text
    assert "Agree and open" not in answer.text
    with cast.inside("harbour"):
        opening = Opening.objects.get()
    assert told(cast) == {("emergency-asked", "Ana")}
    decide, read = path("opening-decide", opening_id=opening.pk), path("opening-read", opening_id=opening.pk)
    assert as_(cast.administrator).post(decide, {"decision": "approve"}).status_code >= 400
    assert as_(cast.administrator).get(read).status_code == 404
    assert raw_texts(cast, cast.administrator) == 0
    assert as_(second).post(decide).status_code >= 400

    page = as_(second).get(decide)
    assert REASON in page.text
    assert "Agree and open" in page.text
    assert as_(second).post(decide, {"decision": "approve"}).status_code == 302
    assert seen_in(as_(cast.administrator).get(read)) == EVERYTHING
    assert raw_texts(cast, second) == 0
    assert as_(second).get(read).status_code == 404
    assert told(cast) - {("emergency-asked", "Ana")} == {
        ("emergency-approved", "Olga"),
        ("emergency-told", "Rui"),
        *(("emergency-opened", name) for name in ("Helen", "Amara", "Tiago")),
    }
    assert "and Ana Prado agreed" in as_(cast.member).get(path("ledger", engagement_id=circle.pk)).text
    with cast.inside("harbour"):
        assert NoteAccess.objects.filter(opening=opening).count() == len(EVERYTHING)
        assert {entry.verb for entry in AuditEntry.objects.filter(subject_id=opening.pk)} == {
            "asked to open notes",
            "opened notes",
        }
        opening.refresh_from_db()
        assert opening.expires_at - opening.approved_at == timedelta(minutes=60)
        asked = Notification.objects.select_related("membership__user", "organization").get(kind="emergency-asked")
        assert not is_still_true(asked, timezone.now()), "what is decided is mailed to nobody"
    expire(cast, opening)
    assert raw_texts(cast, cast.administrator) == 0
    assert not seen_in(as_(cast.administrator).get(read))


def test_a_refused_or_late_emergency_opens_nothing(cast, as_, circle, second):
    with cast.inside("harbour"):
        opening = ask_emergency(engagement=circle, reason=REASON, by=cast.administrator)
        assert ask_emergency(engagement=circle, reason=REASON, by=cast.administrator) == opening
        with pytest.raises(DomainError, match="Olga Ferreira has asked already"):
            ask_emergency(engagement=circle, reason="Me too", by=second)
    as_(second).post(path("opening-decide", opening_id=opening.pk), {"decision": "refuse"})
    assert ("emergency-refused", "Olga") in told(cast)
    assert raw_texts(cast, cast.administrator) == 0
    assert as_(cast.administrator).get(path("opening-read", opening_id=opening.pk)).status_code == 404
    listed = as_(second).get(path("opening-list"))
    assert "Refused" in listed.text
    assert REASON not in listed.text
    with cast.inside("harbour"):
        late = ask_emergency(engagement=circle, reason="Again", by=cast.administrator)
        with at(timezone.now() + timedelta(hours=25)), pytest.raises(DomainError, match="within a day"):
            approve_emergency(opening=late, by=second)


def test_of_two_who_decide_the_first_wins_and_the_second_reads_how(cast, circle, second):
    with cast.inside("harbour"):
        third = make_member("Rui Sá", "administrator")
        opening = ask_emergency(engagement=circle, reason=REASON, by=cast.administrator)
        stale = Opening.objects.get(pk=opening.pk)
        approve_emergency(opening=opening, by=second)
        for decide in (approve_emergency, refuse_emergency):
            with pytest.raises(DomainError, match="Ana Prado has agreed in the meantime"):
                decide(opening=stale, by=third)
        with pytest.raises(IntegrityError), transaction.atomic():
            Opening.objects.filter(pk=opening.pk).update(approved_by=cast.administrator)


def test_who_has_or_had_a_place_opens_and_decides_nothing(cast, as_, circle, second):
    with cast.inside("harbour"):
        third = make_member("Rui Sá", "administrator")
        place = add_participant(engagement=circle, membership=second, role="mentee", by=cast.administrator)
        opening = ask_emergency(engagement=circle, reason=REASON, by=cast.administrator)
        for left in (False, True):
            if left:
                end_participation(participation=place, by=cast.administrator)
            for action, values in (
                (open_for_oversight, {"engagement": circle, "reason": REASON}),
                (ask_emergency, {"engagement": circle, "reason": REASON}),
                (approve_emergency, {"opening": opening}),
                (refuse_emergency, {"opening": opening}),
            ):
                with pytest.raises(NotAllowed):
                    action(**values, by=second)
        assert as_(second).get(path("opening-decide", opening_id=opening.pk)).status_code == 404
        assert circle.title not in as_(second).get(path("opening-list")).text, "it may be about them"
        with pytest.raises(NotAllowed):
            open_for_oversight(engagement=circle, reason=REASON, by=cast.manager)  # not their program
        with pytest.raises(NotAllowed):
            ask_emergency(engagement=circle, reason=REASON, by=cast.manager)
        # who asked joins before somebody agrees: they would read as one of those whom it concerns
        add_participant(engagement=circle, membership=cast.administrator, role="mentee", by=third)
        with pytest.raises(DomainError, match="may not open notes here any more"):
            approve_emergency(opening=opening, by=third)
    page = as_(second).get(path("oversight-open", engagement_id=circle.pk))
    assert "You have a place here, or had one" in page.text
    assert page.status_code == 409
    assert raw_texts(cast, second) == 0


def test_without_a_second_administrator_nobody_can_ask(cast, circle):
    with cast.inside("harbour"), pytest.raises(DomainError, match="there is none"):
        ask_emergency(engagement=circle, reason=REASON, by=cast.administrator)


def test_other_terms_end_what_is_open(cast, as_, circle):
    """Once everybody has signed other terms, an opening by the old ones shows nothing."""
    with cast.inside("harbour"):
        opening = open_for_oversight(engagement=circle, reason=REASON, by=cast.administrator)
        assert seen_in(as_(cast.administrator).get(path("opening-read", opening_id=opening.pk))) == SHARED
        circle.covenants.update(terms=terms_with("mentoring", {}).as_json())
        sign_for_all(circle)
    assert not seen_in(as_(cast.administrator).get(path("opening-read", opening_id=opening.pk)))
