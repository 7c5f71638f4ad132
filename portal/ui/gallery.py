"""Made-up content for the page that shows every component."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.core.paginator import Paginator

from portal.ui.forms import Choice, PortalForm

AXES = [
    {"label": "Delegating", "self": 3.8, "others": 2.4},
    {"label": "Listening", "self": 3.2, "others": 4.3},
    {"label": "Giving feedback", "self": 3.0, "others": 3.3},
    {"label": "Setting direction", "self": 3.4, "others": 3.1},
    {"label": "Deciding", "self": 4.2, "others": 3.6},
    {"label": "Staying calm", "self": 2.6, "others": 4.1},
]
WEEK_COUNTS = [(6, 3, 0), (4, 5, 0), (7, 6, 3), (8, 8, 3), (10, 7, 4), (3, 4, 0), (5, 6, 2), (9, 8, 4)]


class GalleryForm(PortalForm):
    """A field of each look."""

    name = forms.CharField(label="Name of the objective")
    measure_by = forms.DateField(label="Measure it by", help_text="A day after today")
    starts_at = forms.DateTimeField(label="Starts", required=False)
    can_do = forms.CharField(label="What will you be able to do?", widget=forms.Textarea)
    rhythm = forms.ChoiceField(
        label="How often do you meet?",
        widget=forms.RadioSelect,
        choices=[
            ("2", Choice("Every two weeks", "Eight sessions in four months")),
            ("4", "Every four weeks"),
        ],
    )
    days = forms.MultipleChoiceField(
        label="Days that suit you",
        widget=forms.CheckboxSelectMultiple,
        choices=[("mon", "Monday"), ("tue", "Tuesday")],
        required=False,
    )
    zone = forms.ChoiceField(label="Time zone", choices=[("Europe/Lisbon", "Lisbon"), ("UTC", "UTC")])
    agree = forms.BooleanField(label="I agree to what is written above", help_text="You can leave at any time.")


def gallery_context(theme: str) -> dict:
    """Everything the gallery shows; `theme` forces light or dark."""
    sent = {"wrong-name": "Speak early in board meetings", "wrong-zone": "UTC"}
    form = GalleryForm(sent, prefix="wrong")
    form.is_valid()
    starts_at = datetime(2026, 5, 14, 13, 30, tzinfo=UTC)
    monday = date(2026, 2, 23)
    context = {
        "gallery_form": form,
        "fresh_form": GalleryForm(prefix="fresh"),
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=1),
        "lisbon": ZoneInfo("Europe/Lisbon"),
        "sao_paulo": ZoneInfo("America/Sao_Paulo"),
        "axes": AXES,
        "weeks": [(monday + timedelta(weeks=index), *row) for index, row in enumerate(WEEK_COUNTS)],
        "points": [(date(2026, 4, 1), 2.4), (date(2026, 5, 1), 3.0), (date(2026, 5, 14), 3.4)],
        "late_points": [(date(2026, 4, 10), 9), (date(2026, 6, 28), 5)],
        "starts_on": date(2026, 3, 1),
        "due_on": date(2026, 7, 10),
        "ring_people": ["AO", "TM", "JK", "PN", "SL", "DV"],
        "pairs": [("Mentor", "Helen Byrne"), ("Runs", "February 2026 to January 2027")],
        "stage_list": [
            {"name": "Draft", "date": "2 March", "state": "done"},
            {"name": "Active", "date": "Session 4 of 8", "state": "now"},
            {"name": "Closed", "date": "By 31 July", "state": ""},
        ],
        "step_states": ["attended", "missed", "next", "", ""],
        "bead_states": ["done", "done", "done", "now", "set", "", "", ""],
        "ratings": [
            ("I give feedback people can use", 2.6, 3.7),
            ("I feel sure making decisions", 3.0, 4.1),
            ("I know who to ask for help", 2.9, 4.6),
        ],
        "page": Paginator(range(60), 20).page(2),
    }
    if theme:
        context["theme"] = theme
    return context
