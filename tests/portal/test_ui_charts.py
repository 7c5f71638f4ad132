"""Charts say their numbers, and draw them where they belong."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.ui.charts import bars, objective, shapes
from portal.ui.charts.words import decimals, number

AXES = [
    {"label": "Delegating", "self": 3.8, "others": 2.4},
    {"label": "Listening", "self": 3.2, "others": 4.3},
    {"label": "Staying calm", "self": 2.6, "others": 4.1},
]


def draw(points, **changes) -> dict:
    given_values = {
        "label": "Team survey",
        "points": points,
        "baseline": 2.1,
        "target": 4,
        "starts_on": date(2026, 3, 1),
        "due_on": date(2026, 7, 10),
    }
    return objective.objective(**{**given_values, **changes})


def test_an_objective_says_every_number():
    drawn = draw([(date(2026, 5, 20), 3.4), (date(2026, 4, 1), 2.4), (date(2026, 5, 1), 3)])
    assert drawn["aria"] == ("Team survey: started at 2.1. 2.4 in April, 3.0 and then 3.4 in May. Target 4.0 by July.")
    assert drawn["now"]["text"] == "Now 3.4"
    assert len(drawn["runs"]) == 3
    assert [text for _, text in drawn["ticks"]] == ["Mar", "Apr", "May", "Jun", "Jul"]


def test_an_objective_without_measurements_says_so():
    drawn = draw([])
    assert drawn["now"] is None
    assert "No measurement yet" in drawn["aria"]
    assert drawn["runs"] == []


def test_a_falling_target_lies_below_the_start():
    drawn = draw([(date(2026, 5, 1), 8)], baseline=12, target=4, unit="days")
    assert float(drawn["goal"]["y"]) > float(drawn["plan"][0][2])
    assert "started at 12 days" in drawn["aria"]


def test_a_short_objective_shows_its_first_and_last_day():
    drawn = draw([], starts_on=date(2026, 3, 2), due_on=date(2026, 3, 20))
    assert [text for _, text in drawn["ticks"]] == ["2 Mar", "20 Mar"]


def test_the_label_of_a_late_point_stays_inside():
    drawn = draw([(date(2026, 7, 9), 3.9)])
    assert drawn["now"]["css"] == "strong end"


@given(
    values=st.lists(st.floats(-1e6, 1e6, allow_nan=False), max_size=8),
    baseline=st.floats(-1e6, 1e6, allow_nan=False),
    target=st.floats(-1e6, 1e6, allow_nan=False),
    days=st.integers(0, 2000),
)
def test_every_point_lies_inside_the_chart(values, baseline, target, days):
    due_on = date.fromordinal(date(2026, 3, 1).toordinal() + days)
    points = [(date.fromordinal(date(2026, 2, 1).toordinal() + 40 * i), v) for i, v in enumerate(values)]
    drawn = draw(points, baseline=baseline, target=target, due_on=due_on)
    places = drawn["dots"] + ([(drawn["now"]["x"], drawn["now"]["y"])] if drawn["now"] else [])
    assert all(0 <= float(x.rstrip("%")) <= 100 and 36 <= float(y) <= 100 for x, y in places)
    assert len(drawn["ticks"]) <= objective.MOST_TICKS


def test_the_short_chart_says_start_now_and_target():
    drawn = objective.objective_brief(label="Times you spoke", baseline=1, current=3, target=5)
    assert drawn["aria"] == "Times you spoke: started at 1, now 3, target 5"
    assert drawn["x_now"] == "50%"


def test_the_short_chart_keeps_overshoot_on_its_rail():
    drawn = objective.objective_brief(label="Calls", baseline=1, current=500, target=5)
    assert float(drawn["x_now"].rstrip("%")) <= 100
    drawn = objective.objective_brief(label="Calls", baseline=1, current=-500, target=5)
    assert float(drawn["x_now"].rstrip("%")) >= 0


def test_a_radar_says_both_scores_of_every_area_and_the_widest_gaps():
    assert shapes.radar(axes=AXES)["aria"].endswith("Staying calm: you 2.6, others 4.1.")
    assert shapes.radar_gaps(AXES) == {
        "others_higher": "Staying calm, by 1.5",
        "self_higher": "Delegating, by 1.4",
    }


def test_a_radar_hides_a_shape_that_has_too_few_answers():
    drawn = shapes.radar(axes=[*AXES, {"label": "Deciding", "self": 4, "others": None}])
    assert drawn["others"] == ""
    assert "Deciding: you 4.0, others too few." in drawn["aria"]


def test_a_radar_of_two_areas_is_refused():
    with pytest.raises(ValueError, match="three"):
        shapes.radar(axes=AXES[:2])


def test_a_ring_counts_everybody_and_draws_the_lead_first():
    drawn = shapes.ring(people=["AO"] * 20, lead="HB")
    assert drawn["count"] == 21
    assert drawn["places"][0] == {"x": "104", "y": "22", "text_y": "27", "text": "HB", "lead": True}
    assert len(drawn["places"]) == shapes.RING_ROOM


def test_seats_say_who_waits():
    assert bars.seatmap(taken=16, seats=16, waiting=3)["aria"] == "16 of 16 places taken, 3 people waiting"
    assert bars.seatmap(taken=16, seats=16, waiting=1)["aria"].endswith("1 person waiting")
    assert bars.seatmap(taken=7, seats=16)["aria"] == "7 of 16 places taken"
    assert bars.seatmap(taken=16, seats=16, waiting=3)["width"] == 276


@given(st.lists(st.integers(0, 500), min_size=1, max_size=4))
def test_pieces_of_a_bar_fill_it_and_leave_out_nothing_but_zeros(amounts):
    pieces = bars.pieces([("ok", amount) for amount in amounts])
    assert len(pieces) == sum(amount > 0 for amount in amounts)
    assert all(float(piece["x"].rstrip("%")) <= 100 for piece in pieces)


def test_weekly_bars_stay_below_the_top_and_say_their_range():
    weeks = [(date(2026, 2, 23), 6, 3, 0), (date(2026, 3, 2), 11, 12, 5)]
    drawn = bars.weekly(weeks=weeks)
    assert drawn["lines"][-1]["text"] == "30"
    assert drawn["aria"].endswith("9 in the first week, 28 in the last, at least 9, at most 28.")
    assert bars.weekly(weeks=[])["aria"] == "No sessions held yet."


def test_before_and_after_are_said():
    drawn = bars.dumbbell(label="Average self rating", rows=[("I ask for help", 2.9, 4.3)])
    assert drawn["aria"] == ("Average self rating, out of 5, before and after. I ask for help: 2.9 to 4.3.")


def test_numbers_share_their_decimals():
    assert decimals([3, 2.1, 4.25]) == 2
    assert decimals([3, 4]) == 0
    assert [number(3, 1), number(85, 0, "%"), number(4, 0, "days")] == ["3.0", "85%", "4 days"]
