"""What a session is for: who writes and reads it, two writers at once, and where it is shown."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from portal.errors import DomainError, NotAllowed
from programs.covenant.erasing import ERASERS
from programs.covenant.queries import reading_of
from programs.goals.actions import WrittenMeanwhile, write_focus
from programs.goals.models import Focus
from programs.goals.queries_focus import focus_of, stamp_of, stamp_of_text
from programs.scheduling.actions import cancel_session, look_at_agenda
from programs.scheduling.models import AgendaLook
from tests.factories.scheduling import at, in_days, make_circle, make_contract, make_session, place_in

AIM, TAKEN = "canary-aim", "canary-taken"
NOTHING = stamp_of_text("")


def page(name: str, session) -> str:
    return reverse(f"goals:{name}", kwargs={"organization": "harbour", "session_id": session.pk})


def session_page(session) -> str:
    return reverse("scheduling:session-detail", kwargs={"organization": "harbour", "session_id": session.pk})


def write(session, who, text=AIM, part="aim", seen=NOTHING, **values) -> Focus:
    return write_focus(session=session, part=part, text=text, seen=seen, by=place_in(session.engagement, who), **values)


@pytest.fixture
def contract(cast, harbour):
    return make_contract(cast)


@pytest.fixture
def session(cast, contract):
    return make_session(contract, cast.coach, starts_at=in_days(2))


def test_the_aim_stands_on_top_and_the_takeaways_where_the_next_session_is_prepared(cast, contract, session, as_):
    following = make_session(contract, cast.coach, starts_at=in_days(9))
    client = as_(cast.participant)
    assert "What would make this hour worth it?" in client.get(session_page(session)).text
    client.post(page("focus-aim", session), {"text": AIM, "seen": NOTHING})
    shown = as_(cast.coach).get(session_page(session)).text
    assert shown.index(AIM) < shown.index('id="topics"')
    assert as_(cast.sponsor).get(page("focus-aim", session)).status_code in {403, 404, 409}
    assert AIM not in as_(cast.sponsor).get(session_page(session)).text

    with at(session.starts_at + timedelta(minutes=50)):
        client = as_(cast.coach)
        assert "What do you take away?" in client.get(session_page(session)).text
        client.post(page("focus-takeaways", session), {"text": TAKEN, "seen": NOTHING})
    with at(session.ends_at + timedelta(days=1)):
        assert TAKEN in as_(cast.participant).get(session_page(following)).text
        assert "What would make this hour worth it?" not in as_(cast.participant).get(session_page(session)).text
    with connection.cursor() as cursor:
        cursor.execute("SELECT aim, takeaways FROM goals_focus")
        assert all(AIM.encode() not in bytes(cell) and TAKEN.encode() not in bytes(cell) for cell in cursor.fetchone())


def test_the_second_of_two_writers_is_told_and_keeps_what_they_typed(cast, session, as_):
    write(session, cast.coach, "What the coach wrote")
    answer = as_(cast.participant).post(page("focus-aim", session), {"text": "What I typed", "seen": NOTHING})
    assert answer.status_code == 422
    assert "What I typed" in answer.text
    assert "What the coach wrote" in answer.text
    assert "wrote here a moment ago" in answer.text
    focus = Focus.objects.get()
    assert focus.aim == "What the coach wrote"
    again = {"text": "Both of it", "seen": stamp_of(focus, "aim")}
    assert f'value="{again["seen"]}"' in answer.text
    assert as_(cast.participant).post(page("focus-aim", session), again).status_code == 302
    assert Focus.objects.get().aim == "Both of it"
    with pytest.raises(WrittenMeanwhile):
        write(session, cast.coach, "And again", seen=stamp_of(focus, "aim"))


def test_a_life_question_is_read_by_two_and_only_whose_it_is_lifts_the_mark(cast, harbour):
    circle = make_circle(cast)
    session = make_session(circle, cast.mentor, starts_at=in_days(2))
    write(session, cast.mentor, "For everybody")
    seen = stamp_of(Focus.objects.get(), "aim")
    write(session, cast.participant, AIM, seen=seen, life=True)
    reads = [
        focus_of(session, reading_of(place_in(circle, who))) is not None
        for who in (cast.mentor, cast.participant, cast.member)
    ]
    assert reads == [True, True, False]
    with pytest.raises(NotAllowed, match="the lead’s alone"):
        write(session, cast.member, "I would write too")
    write(session, cast.mentor, AIM + ".", seen=stamp_of_text(AIM), life=False)
    assert Focus.objects.get().life
    write(session, cast.participant, AIM, seen=stamp_of_text(AIM + "."), life=False)
    assert not Focus.objects.get().life


def test_each_part_has_its_time(cast, contract, session):
    with pytest.raises(NotAllowed):
        write(session, cast.participant, TAKEN, part="takeaways")
    with pytest.raises(NotAllowed):
        write(session, cast.sponsor)
    with pytest.raises(DomainError, match="shorter"):
        write(session, cast.participant, "x" * 1001)
    with at(session.ends_at + timedelta(minutes=1)):
        with pytest.raises(NotAllowed):
            write(session, cast.participant)
        assert write(session, cast.participant, TAKEN, part="takeaways").takeaways == TAKEN
    other = make_session(contract, cast.coach, starts_at=in_days(20))
    cancel_session(session=other, by=place_in(contract, cast.coach))
    with pytest.raises(NotAllowed):
        write(other, cast.participant)


def test_a_new_aim_is_not_what_the_other_has_looked_at(cast, contract, session):
    look_at_agenda(session=session, by=place_in(contract, cast.coach))
    write(session, cast.participant)
    assert not AgendaLook.objects.exists()


def test_the_write_up_keeps_takeaways_and_gives_back_what_somebody_else_overtook(cast, harbour, as_):
    circle = make_circle(cast)
    with at(timezone.now() - timedelta(days=9)):
        session = make_session(circle, cast.mentor, starts_at=in_days(8))
        write(session, cast.participant)
    url = reverse("notes:session-write-up", kwargs={"organization": "harbour", "session_id": session.pk})
    client = as_(cast.mentor)
    assert AIM in client.get(url).text
    came = [str(place_in(circle, who).pk) for who in (cast.mentor, cast.participant, cast.member)]
    sent = {"held": "yes", "came": came, "shared": "", "own": "", "shared_later": "on"}
    write(session, cast.participant, "Hers", part="takeaways")
    refused = client.post(url, sent | {"takeaways-text": TAKEN, "takeaways-seen": NOTHING})
    assert refused.status_code == 422
    assert TAKEN in refused.text
    assert "Hers" in refused.text
    session.refresh_from_db()
    assert session.state == "confirmed"
    seen = stamp_of(Focus.objects.get(), "takeaways")
    assert client.post(url, sent | {"takeaways-text": f"Hers, {TAKEN}", "takeaways-seen": seen}).status_code == 302
    assert Focus.objects.get().takeaways == f"Hers, {TAKEN}"

    assert ERASERS["aims and takeaways"].of_engagement(circle.pk, timezone.now()) == 1
    focus = Focus.objects.get()
    assert (focus.aim, focus.takeaways) == ("", "")
