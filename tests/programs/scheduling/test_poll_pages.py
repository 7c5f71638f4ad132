"""The pages of polls, and where they are linked."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.outbox.relay import relay
from programs.engagements.actions import add_participant
from programs.engagements.lifecycle import State
from programs.scheduling.actions import decide_poll, drop_poll
from programs.scheduling.models import Poll, Session, Vote
from tests.cast import make_member
from tests.factories import mentoring
from tests.factories.scheduling import (
    answer_poll,
    at,
    in_days,
    make_circle,
    make_cohort,
    make_contract,
    make_engagement,
    make_poll,
    make_session,
    options_of,
    place_in,
)

# Nine are the request itself: person, organization, membership, notices, savepoints. What is known of people's time is
# one query, however many they are.
CREATE_QUERIES = 12  # the engagement, its people, their time, open polls
DETAIL_QUERIES = 13  # the poll, its people, times, answers, and the people's time
HOME, CALENDAR = "/o/harbour/", "/o/harbour/calendar/"
LISBON = ZoneInfo("Europe/Lisbon")


@pytest.fixture
def circle(cast):
    with cast.inside("harbour"):
        return make_circle(cast)


@pytest.fixture
def poll(cast, circle):
    """With `.ids`, the ids of its times as forms send them."""
    with cast.inside("harbour"):
        return with_ids(make_poll(circle, cast.mentor, minutes=75))


def with_ids(poll):
    poll.ids = [str(option.pk) for option in options_of(poll)]
    return poll


def url(page, **kwargs):
    return reverse(f"scheduling:poll-{page}", kwargs={"organization": "harbour", **kwargs})


def of(poll, page="detail"):
    return url(page, poll_id=poll.pk)


def day(days):
    return f"{timezone.now().astimezone(ZoneInfo('Europe/Dublin')) + timedelta(days=days):%Y-%m-%d}"


def question(**fields):
    """What the mentor sends."""
    return {"minutes": 60, "closes_at": day(3), "quorum": 2, "options": [in_days(7).isoformat()], **fields}


def answers(poll, *said):
    return {option: answer for option, answer in zip(poll.ids, said, strict=True) if answer}


# --- Asking -----------------------------------------------------------------------------------------------------------


def test_times_are_ranked_by_how_many_are_free_and_say_so(cast, as_, circle):
    with cast.inside("harbour"):
        make_session(make_contract(cast), cast.coach, starts_at=in_days(6, hour=9), minutes=600)
    page = as_(cast.mentor).get(url("create", engagement_id=circle.pk))
    ranks = page.context["ranks"]
    assert ranks[0].missing == 0
    assert "Everybody is free" in page.text
    assert "3 of 3 are free" in page.text
    taken = in_days(6).date()
    assert all(offered.start.date() != taken for rank in ranks for offered in rank.times), "Amara has a session then"


def test_a_question_is_sent_and_leads_to_its_page(cast, as_, circle):
    sent = question(
        options=[in_days(7).isoformat(), in_days(8).isoformat()], place="Room 4", day_1=day(9), time_1="18:30"
    )
    answer = as_(cast.mentor).post(url("create", engagement_id=circle.pk), sent)
    with cast.inside("harbour"):
        poll = Poll.objects.get()
        assert answer.url == of(poll)
        starts = [option.starts_at for option in options_of(poll)]
        assert starts[:2] == [in_days(7), in_days(8)]
        assert f"{starts[2].astimezone(ZoneInfo('Europe/Dublin')):%Y-%m-%d %H:%M}" == f"{day(9)} 18:30"
        assert f"{poll.closes_at.astimezone(ZoneInfo('Europe/Dublin')):%Y-%m-%d %H:%M}" == f"{day(3)} 23:59"
        assert (poll.place, poll.quorum, poll.opened_by.membership) == ("Room 4", 2, cast.mentor)


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"options": []}, "options", "Choose at least one time"),
        ({"options": ["yesterday"]}, "options", "not one of the choices"),
        ({"options": [in_days(-2).isoformat()]}, "options", "is past"),
        ({"closes_at": day(-1)}, "closes_at", "This day is past"),
        ({"closes_at": day(20)}, "closes_at", "Choose a day before it"),
        ({"closes_at": ""}, "closes_at", "People answer until"),
        ({"quorum": 9}, "quorum", "from 1 to 3"),
        ({"minutes": 0}, "minutes", "between a minute and twelve hours"),
        ({"day_2": day(9)}, "time_2", "Choose a time for this day"),
        ({"time_3": "10:00"}, "day_3", "Choose a day for this time"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_the_rest_stays(cast, as_, circle, fields, field, words):
    page = as_(cast.mentor).post(url("create", engagement_id=circle.pk), question(place="Room 4", **fields))
    assert page.status_code == 422
    assert words in str(page.context["form"].errors[field])
    assert 'value="Room 4"' in page.text
    with cast.inside("harbour"):
        assert not Poll.objects.exists()


def test_other_times_are_shown_without_sending_anything_and_ticks_stay(cast, as_, circle):
    ticked = in_days(9, hour=3)
    sent = question(look="1", minutes="90", quorum="3", options=[ticked.isoformat()], day_1=day(9))
    page = as_(cast.mentor).post(url("create", engagement_id=circle.pk), sent)
    assert page.status_code == 200
    assert "You ticked these" in page.text
    assert f'value="{ticked.isoformat()}" id="id_options_0" checked' in page.text
    assert 'value="90"' in page.text
    assert "error-summary" not in page.text
    with cast.inside("harbour"):
        assert not Poll.objects.exists()


@pytest.mark.parametrize(
    "typed", [{"minutes": "long"}, {"closes_at": "soon"}, {"closes_at": "9999-12-31"}, {"options": ["x"]}]
)
def test_made_up_values_break_no_page(cast, as_, circle, typed):
    page = as_(cast.mentor).post(url("create", engagement_id=circle.pk), question(look="1", **typed))
    assert page.status_code == 200


def test_when_no_time_suits_most_the_page_says_what_to_do(cast, as_, circle):
    with cast.inside("harbour"):
        for week in range(5):
            for number in range(7):
                with at(timezone.now()):
                    make_session(circle, cast.mentor, starts_at=in_days(1 + 7 * week + number, hour=0), minutes=720)
                    make_session(circle, cast.mentor, starts_at=in_days(1 + 7 * week + number, hour=12), minutes=720)
    page = as_(cast.mentor).get(url("create", engagement_id=circle.pk))
    assert "No time suits most of you" in page.text


def test_who_asked_already_is_shown(cast, as_, circle, poll):
    assert "You have asked" in as_(cast.mentor).get(url("create", engagement_id=circle.pk)).text
    seen = as_(cast.member).get(url("create", engagement_id=circle.pk)).text
    assert "Helen Byrne has asked" in seen
    assert of(poll) in seen


def test_pairs_and_learners_are_told_why_not(cast, as_):
    with cast.inside("harbour"):
        contract, cohort = make_contract(cast), make_cohort(cast)
    refused = as_(cast.coach).get(url("create", engagement_id=contract.pk))
    assert refused.status_code == 409
    assert "three people or more" in refused.text
    assert as_(cast.participant).get(url("create", engagement_id=cohort.pk)).status_code == 409
    assert as_(cast.sponsor).get(url("create", engagement_id=contract.pk)).status_code == 404
    assert as_(cast.administrator).get(url("create", engagement_id=cohort.pk)).status_code == 404
    assert as_(cast.trainer).get(url("create", engagement_id=cohort.pk)).status_code == 200


@pytest.mark.parametrize("number", [0, 27])
def test_thirty_people_cost_the_same_as_three(cast, as_, circle, number, django_assert_num_queries):
    with cast.inside("harbour"):
        for row in range(number):
            person = make_member(f"Person{row} New")
            add_participant(engagement=circle, membership=person, role="mentee", by=cast.administrator)
    client, address = as_(cast.mentor), url("create", engagement_id=circle.pk)
    client.get(address)
    with django_assert_num_queries(CREATE_QUERIES):
        page = client.get(address)
    assert f"{3 + number} of {3 + number} are free" in page.text


# --- Answering --------------------------------------------------------------------------------------------------------


def test_nothing_is_chosen_before_the_first_answer_and_then_what_was_said(cast, as_, poll):
    client = as_(cast.participant)
    page = client.get(of(poll))
    assert "checked" not in page.text
    assert "75 minutes" in page.text
    answer = client.post(of(poll), answers(poll, "yes", "", "no"), follow=True)
    assert "Thank you. The others see your answer." in answer.text
    assert answer.text.count(" checked") == 2
    assert "1 of 3 have answered" in answer.text
    assert "Changed. The others see it." in client.post(of(poll), answers(poll, "no", "", "no"), follow=True).text


def test_everybody_sees_who_said_what(cast, as_, poll):
    with cast.inside("harbour"):
        answer_poll(poll, cast.participant, "yes", "if_need_be", "no")
    seen = as_(cast.member).get(of(poll)).text
    assert seen.count("Amara Okafor</span>") == 3
    assert "1 of 3 can come" in seen
    assert "Book this time" not in seen
    assert "Remind" not in seen


def test_no_answer_at_all_is_refused_and_the_page_stays(cast, as_, poll):
    page = as_(cast.participant).post(of(poll), {})
    assert page.status_code == 422
    assert "Answer at least one time" in page.text


def test_my_own_session_is_said_and_leaves_only_no(cast, as_, poll):
    with cast.inside("harbour"):
        answer_poll(poll, cast.participant, "yes", "yes", "yes")
        make_session(make_contract(cast), cast.coach, starts_at=in_days(8))
    client = as_(cast.participant)
    seen = client.get(of(poll)).text
    assert "You have another session then." in seen
    assert seen.count("No longer free") == 2, "since I had said yes"
    assert " checked disabled" not in seen, "what can't be said any more is not chosen"
    page = client.post(of(poll), answers(poll, "yes", "yes", "no"))
    assert page.status_code == 422
    assert "Say no, or move that one first" in str(page.context["form"].errors[poll.ids[1]])
    assert client.post(of(poll), answers(poll, "yes", "no", "no")).status_code == 302


def test_a_time_that_is_taken_meanwhile_can_not_be_chosen_and_keeps_what_was_said(cast, as_, poll):
    with cast.inside("harbour"):
        answer_poll(poll, cast.participant, "yes", "yes", "yes")
        answer_poll(poll, cast.member, "yes", "yes", "no")
        make_session(make_contract(cast), cast.coach, starts_at=in_days(8))
    client = as_(cast.member)
    assert client.get(of(poll)).text.count("No longer free") == 2, "where people answer, and in the results"
    client.post(of(poll), answers(poll, "no", "no", "no"))
    with cast.inside("harbour"):
        said = dict(Vote.objects.filter(participation__membership=cast.member).values_list("option_id", "answer"))
        assert [said[option.pk] for option in options_of(poll)] == ["no", "yes", "no"]


def test_too_late_nothing_is_lost(cast, as_, poll):
    with cast.inside("harbour"):
        answer_poll(poll, cast.participant, "yes", "yes", "")
    with at(poll.closes_at):
        client = as_(cast.participant)
        assert "Send my answer" not in client.get(of(poll)).text
        page = client.post(of(poll), answers(poll, "no", "no", "no"))
    assert page.status_code == 422
    assert "Your answer was not saved" in page.text
    assert "what you said before counts" in page.text
    assert page.text.count(" checked") == 3, "what was chosen now stands there still"
    with cast.inside("harbour"):
        assert Vote.objects.filter(answer="yes").count() == 2


@pytest.mark.parametrize("number", [0, 5])
def test_a_poll_costs_the_same_for_more_people_and_answers(cast, as_, circle, number, django_assert_num_queries):
    with cast.inside("harbour"):
        poll = make_poll(circle, cast.mentor, starts=[in_days(7 + row) for row in range(3 + number)])
        people = [make_member(f"Person{row} New") for row in range(number)]
        for person in people:
            add_participant(engagement=circle, membership=person, role="mentee", by=cast.administrator)
        for person in (cast.member, *people):
            answer_poll(poll, person, *["yes"] * (3 + number))
    client = as_(cast.mentor)
    client.get(of(poll))
    with django_assert_num_queries(DETAIL_QUERIES):
        client.get(of(poll))


# --- Deciding, reminding, dropping ------------------------------------------------------------------------------------


def test_one_tap_books_the_best_time(cast, as_, poll):
    with cast.inside("harbour"):
        answer_poll(poll, cast.participant, "no", "yes", "no")
    client = as_(cast.mentor)
    seen = client.get(of(poll)).text
    assert seen.count("Book this time") == 3
    assert seen.count("Best so far") == 1
    answer = client.post(of(poll, "decide"), {"option": poll.ids[1]})
    with cast.inside("harbour"):
        session = Session.objects.get()
        assert session.starts_at == in_days(8)
    assert answer.url.endswith(f"/sessions/{session.pk}/")
    assert "A time is booked" in client.get(of(poll)).text
    assert "Send my answer" not in as_(cast.member).get(of(poll)).text


def test_a_refused_time_is_named_and_the_others_can_still_be_booked(cast, as_, poll):
    with cast.inside("harbour"):
        answer_poll(poll, cast.participant, "yes", "yes", "no")
        make_session(make_contract(cast), cast.coach, starts_at=in_days(7))
    page = as_(cast.mentor).post(of(poll, "decide"), {"option": poll.ids[0]})
    assert page.status_code == 409
    assert "was not booked" in page.text
    assert "Amara Okafor has another session at that time" in page.text
    assert page.text.count("Book this time") == 2
    assert as_(cast.mentor).get(of(poll, "decide")).url == of(poll), "loading it anew goes back to the poll"


def test_a_second_decision_is_refused(cast, as_, poll):
    client, option = as_(cast.mentor), {"option": poll.ids[0]}
    client.post(of(poll, "decide"), option)
    assert client.post(of(poll, "decide"), option).status_code == 409
    assert client.post(of(poll, "decide"), {"option": "x"}).status_code == 404
    with cast.inside("harbour"):
        assert Session.objects.count() == 1


def test_reminding_says_how_many_and_then_waits(cast, as_, poll):
    client = as_(cast.mentor)
    answer = client.post(of(poll, "remind"), follow=True)
    assert "Reminded: 3 people." in answer.text
    assert "reminded less than a day ago" in answer.text
    assert client.post(of(poll, "remind")).status_code == 409
    assert client.get(of(poll, "remind")).status_code == 405


def test_dropping_asks_first(cast, as_, poll):
    client = as_(cast.mentor)
    page = client.get(of(poll, "drop"))
    assert "Amara Okafor and Tiago Mendes are told" in page.text
    assert client.post(of(poll, "drop"), follow=True).status_code in {200, 404}
    seen = as_(cast.member).get(of(poll)).text
    assert "dropped by Helen Byrne" in seen
    assert as_(cast.mentor).get(of(poll, "drop")).status_code == 409


@pytest.mark.parametrize("step", ["decide", "remind", "drop"])
def test_what_belongs_to_who_asked_or_leads(cast, as_, poll, step):
    refused = as_(cast.member).post(of(poll, step), {"option": poll.ids[0]})
    assert refused.status_code == 409
    with cast.inside("harbour"):
        assert Poll.objects.get().is_open


@pytest.mark.parametrize("step", ["detail", "decide", "remind", "drop"])
@pytest.mark.parametrize("part", ["administrator", "manager", "bystander", "stranger"])
def test_for_everybody_else_there_is_no_poll(cast, as_, poll, step, part):
    client = as_(getattr(cast, part))
    for method in ("get", "post"):
        assert getattr(client, method)(of(poll, step)).status_code in {404, 405}
    assert client.get(of(poll)).status_code == 404


def test_for_a_sponsor_there_is_none_either(cast, as_):
    with cast.inside("harbour"):
        people = {"coach": cast.coach, "client": [cast.participant, cast.member], "sponsor": cast.sponsor}
        team = make_engagement(by=cast.administrator, people=people, title="Team coaching")
        poll = make_poll(team, cast.coach)
    assert as_(cast.sponsor).get(of(poll)).status_code == 404
    assert as_(cast.participant).get(of(poll)).status_code == 200
    assert "Team coaching" not in as_(cast.sponsor).get(CALENDAR).text


def test_once_people_look_back_nobody_answers(cast, as_, circle, poll):
    with cast.inside("harbour"):
        circle.state = State.EVALUATING
        circle.save(update_fields=["state"])
    page = as_(cast.mentor).get(of(poll)).text
    assert "has come to its end" in page
    assert "Book this time" not in page
    assert "Send my answer" not in page


# --- Where it is linked -----------------------------------------------------------------------------------------------


def test_home_and_calendar_say_that_an_answer_is_missing_until_it_is_there(cast, as_, poll):
    for page in (HOME, CALENDAR):
        seen = as_(cast.participant).get(page).text
        assert of(poll) in seen
        assert "Which times suit you" in seen
        assert of(poll) not in as_(cast.bystander).get(page).text
    with cast.inside("harbour"):
        answer_poll(poll, cast.participant, "yes", "", "")
    client = as_(cast.participant)
    assert of(poll) not in client.get(HOME).text
    assert "Which times suit you" not in client.get(CALENDAR).text
    assert of(poll) in client.get(CALENDAR).text


def test_home_asks_who_looks_after_it_once_nobody_will_answer_any_more(cast, as_, poll):
    with cast.inside("harbour"):
        answer_poll(poll, cast.mentor, "yes", "yes", "yes")
    assert "Choose a time" not in as_(cast.mentor).get(HOME).text
    with at(poll.closes_at):
        assert "1 of 3 have said which times suit" in as_(cast.mentor).get(HOME).text
        assert "Choose a time" not in as_(cast.member).get(HOME).text
    with cast.inside("harbour"):
        for person in (cast.participant, cast.member):
            answer_poll(poll, person, "yes", "yes", "yes")
    assert "3 of 3 have said which times suit" in as_(cast.mentor).get(HOME).text


def test_what_is_settled_or_over_is_not_linked_any_more(cast, as_, circle, poll):
    with cast.inside("harbour"):
        other = make_poll(circle, cast.mentor, starts=[in_days(12)])
        drop_poll(poll=other, by=place_in(circle, cast.mentor))
        decide_poll(poll=poll, option=options_of(poll)[0], by=place_in(circle, cast.mentor))
        third = make_poll(circle, cast.mentor, starts=[in_days(14)], closes_at=in_days(13))
    for page in (HOME, CALENDAR):
        seen = as_(cast.participant).get(page).text
        assert of(third) in seen
        assert of(poll) not in seen
        assert of(other) not in seen
    with at(in_days(15)):
        assert of(third) not in as_(cast.participant).get(CALENDAR).text


def test_the_circle_shows_its_poll_and_where_to_open_one(cast, as_):
    with cast.inside("harbour"):
        circle = mentoring.make_circle(cast)
        relay()
    page = reverse("mentoring:circle-detail", kwargs={"organization": "harbour", "engagement_id": circle.pk})
    create = url("create", engagement_id=circle.pk)
    assert create in as_(cast.participant).get(page).text
    with cast.inside("harbour"):
        make_session(circle.engagement, cast.mentor, starts_at=in_days(3))
        poll = make_poll(circle.engagement, cast.mentor)
    seen = as_(cast.participant).get(page).text
    assert create in seen
    assert "Which times suit you?" in seen
    assert of(poll) in seen


def test_a_pair_is_not_offered_a_poll(cast, as_):
    with cast.inside("harbour"):
        pair = mentoring.make_circle(cast, members=[cast.participant])
    page = reverse("mentoring:circle-detail", kwargs={"organization": "harbour", "engagement_id": pair.pk})
    assert "Find a time together" not in as_(cast.mentor).get(page).text
