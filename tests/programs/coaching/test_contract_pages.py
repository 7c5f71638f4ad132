"""The page of a contract: what each party sees on it, and the lists."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.coaching.actions import pause_contract, send_for_signing
from programs.engagements.models import Engagement
from programs.goals.actions import add_measurement, agree_action
from programs.notes.models import Note
from programs.scheduling.actions import propose_topic
from tests.factories import coaching
from tests.programs.coaching.urls import url

TOPIC, NOTE, ACTION = "How do I say no to Lucía", "She fears the board", "Let Tomás run the stand-up"
DETAIL_QUERIES = 16  # 13, and two transactions: who looks, and what they look at
LIST_QUERIES = 10


def fill(cast, contract) -> None:
    """Words that stay between client and coach."""
    client, coach = (coaching.place_of(contract, person) for person in (cast.participant, cast.coach))
    propose_topic(engagement=contract.engagement, text=TOPIC, by=client)
    agree_action(owner=client, text=ACTION, due_on=coaching.today(3), by=coach)
    Note.objects.create(
        engagement=contract.engagement,
        author=coach,
        author_member=cast.coach,
        audience="engagement",
        text=NOTE,
        written_at=timezone.now(),
    )


@pytest.mark.parametrize("part", ["participant", "coach"])
def test_client_and_coach_see_everything(cast, harbour, as_, part):
    contract = coaching.active(cast)
    fill(cast, contract)
    page = as_(getattr(cast, part)).get(url("contract-detail", contract)).text

    for words in (coaching.PURPOSE, coaching.TITLE, TOPIC, ACTION, "Signed by Lucía Ferrer"):
        assert words in page
    assert (
        NOTE
        in as_(getattr(cast, part))
        .get(reverse("notes:note-list", kwargs={"organization": "harbour", "engagement_id": contract.pk}))
        .text
    )


def test_a_sponsor_sees_objectives_and_dates_and_nothing_that_was_said(cast, harbour, as_):
    contract = coaching.active(cast)
    fill(cast, contract)
    coaching.book(cast, contract)
    objective = contract.engagement.participations.get(role="client").objectives.get()
    add_measurement(
        objective=objective,
        value=3,
        measured_on=coaching.today(),
        by=coaching.place_of(contract, cast.participant),
        note="After the row with Tomás",
    )
    page = as_(cast.sponsor).get(url("contract-detail", contract)).text

    assert coaching.TITLE in page
    assert "Now 3" in page
    assert "1 held, next on" in page
    for words in (TOPIC, NOTE, ACTION, "row with Tomás", "Topics for", "360</h2>", "Add a measurement"):
        assert words not in page


@pytest.mark.parametrize(
    "part", ["stranger", "stranger_member", "member", "administrator", "manager", "coach_at_northwind"]
)
def test_nobody_else_gets_the_page(cast, harbour, as_, part):
    contract = coaching.active(cast)
    person = getattr(cast, part)
    if part == "coach_at_northwind":
        page = url("contract-detail", contract).replace("/harbour/", "/northwind/")
    else:
        page = url("contract-detail", contract)
    assert as_(person).get(page).status_code == 404


def test_a_circle_is_no_contract(cast, harbour, as_):
    contract = coaching.draft(cast)
    other = Engagement.objects.create(
        program=contract.engagement.program,
        title="No contract",
        state="active",
        starts_on=coaching.today(),
        created_at=timezone.now(),
        created_by=cast.administrator,
    )
    assert as_(cast.coach).get(url("contract-detail", other)).status_code == 404


NOW = {
    ("draft", "coach"): ("the contract is a draft", "Start the design"),
    ("draft", "sponsor"): ("Amara and Rafael prepare the agreement", ""),
    ("designed", "coach"): ("the design is complete", "Send for signing"),
    ("designed", "participant"): ("Rafael sends it for signing", "Work on the design"),
    ("designed", "sponsor"): ("work on the agreement", ""),
    ("agreed", "coach"): ("begins with the first session", "Book the first session"),
    ("agreed", "sponsor"): ("nothing waits for you", ""),
    ("active", "participant"): ("no session is planned, and 7 of 8 are left", "Book a session"),
    ("active", "sponsor"): ("1 of 8 sessions are held", ""),
    ("evaluating", "coach"): ("everybody looks back", "Close the contract"),
    ("evaluating", "participant"): ("Rafael closes the contract", "Say what became of your objectives"),
}


@pytest.mark.parametrize(("state", "part"), NOW)
def test_the_first_block_says_what_to_do(cast, harbour, as_, state, part):
    sentence, step = NOW[state, part]
    contract = getattr(coaching, state)(cast)
    now = as_(getattr(cast, part)).get(url("contract-detail", contract)).context["now"]

    assert sentence in now.sentence
    assert [found.text for found in now.steps][:1] == ([step] if step else [])


def test_who_has_not_signed_is_asked_to(cast, harbour, as_):
    contract, version = coaching.sent(cast)
    coaching.sign(version, cast.coach)
    page = url("contract-detail", contract)
    assert as_(cast.sponsor).get(page).context["now"].steps[0].text == "Read and sign"
    assert as_(cast.coach).get(page).context["now"].sentence == (
        "you have signed. The agreement holds when Amara and Lucía sign too."
    )
    coaching.add_objective(cast, contract, title="One more")
    assert "can’t be signed any more" in as_(cast.coach).get(page).context["now"].sentence
    assert send_for_signing(contract=contract, by=cast.coach).number == 2


def test_a_break_says_so(cast, harbour, as_):
    contract = coaching.active(cast)
    pause_contract(contract=contract, by=cast.coach)
    page = url("contract-detail", contract)
    assert as_(cast.coach).get(page).context["now"].steps[0].text == "Resume"
    assert "paused" in as_(cast.participant).get(page).context["now"].sentence


def test_a_session_today_is_joined_from_the_first_block(cast, harbour, as_):
    contract = coaching.active(cast)
    session = coaching.book(cast, contract, join_url="https://call.example/a")
    session.starts_at = timezone.now() + timedelta(minutes=1)
    session.ends_at = session.starts_at + timedelta(hours=1)
    session.save()
    now = as_(cast.participant).get(url("contract-detail", contract)).context["now"]
    if timezone.localdate(session.starts_at, cast.participant.user.time_zone) == timezone.localdate(
        timezone=cast.participant.user.time_zone
    ):
        assert (now.steps[0].text, now.steps[0].href) == ("Join call", "https://call.example/a")


def warm(client, page):
    client.get(page)
    client.get(page)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_number_of_queries(cast, harbour, as_, count, django_assert_num_queries):
    contract = coaching.active(cast, objectives=count, held=count)
    for number in range(count):
        coaching.book(cast, contract, days=number + 1)
        propose_topic(
            engagement=contract.engagement, text=f"Topic {number}", by=coaching.place_of(contract, cast.coach)
        )
    fill(cast, contract)
    client, page = as_(cast.participant), url("contract-detail", contract)
    warm(client, page)
    with django_assert_num_queries(DETAIL_QUERIES):
        client.get(page)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_queries(cast, harbour, as_, count, django_assert_num_queries):
    program = coaching.make_program(cast)
    for number in range(count):
        coaching.draft(cast, program=program, starts_on=coaching.today(-20 - number))
    client = as_(cast.coach)
    warm(client, url("contract-list"))
    with django_assert_num_queries(LIST_QUERIES):
        client.get(url("contract-list"))


def test_the_list_shows_mine_and_to_runners_those_of_their_programs(cast, harbour, as_):
    contract = coaching.designed(cast)
    assert contract.engagement.title in as_(cast.sponsor).get(url("contract-list")).text
    assert contract.engagement.title not in as_(cast.member).get(url("contract-list")).text
    assert contract.engagement.title not in as_(cast.manager).get(url("contract-list")).text
    page = as_(cast.administrator).get(url("contract-list")).text
    assert contract.engagement.title in page
    assert coaching.PURPOSE not in page
    assert coaching.TITLE not in page
    assert as_(cast.stranger).get(url("contract-list")).status_code == 404
