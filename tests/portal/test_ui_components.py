"""Components refuse what they do not know, and write the markup of the design language."""

from datetime import UTC, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from portal.errors import DomainError
from portal.ui import nav
from portal.ui.context_processors import theme_href
from portal.ui.forms import Choice, PortalForm, has_errors
from portal.ui.middleware import back_href
from portal.ui.views import theme_css


def show(source: str, **context) -> str:
    return Template(source).render(Context(context)).strip()


@pytest.mark.parametrize(
    "source",
    [
        '{% icon nmae="alert" %}',
        '{% icon "alert" %}',
        "{% icon %}",
        '{% status txet="On track" %}',
        '{% button text="Go" color="red" %}',
        '{% callout tome="ok" %}{% endcallout %}',
        "{% empty %}{% endempty %}",
        "{% seatmap taken=3 %}",
        "{% objective_chart points=x %}",
    ],
)
def test_an_unknown_or_missing_property_stops_the_template(source):
    with pytest.raises(TemplateSyntaxError):
        Template(source)


@pytest.mark.parametrize(
    "source",
    [
        '{% status text="On track" tone="green" %}',
        '{% kind_mark kind="yoga" text="Yoga" %}',
        '{% button text="Go" variant="huge" %}',
        '{% callout tone="red" %}{% endcallout %}',
    ],
)
def test_an_unknown_tone_or_kind_is_refused(source):
    with pytest.raises(TemplateSyntaxError):
        show(source)


def test_an_icon_is_silent_unless_it_has_a_label():
    assert show('{% icon name="lock" %}') == ('<svg class="icon" aria-hidden="true"><use href="#i-lock"/></svg>')
    assert 'role="img" aria-label="Private"' in show('{% icon name="lock" label="Private" %}')


def test_words_of_people_are_escaped():
    assert "<b>" not in show("{% button text=text href=text %}", text='"><b>')
    assert "<b>" not in show("{% status text=text %}", text="<b>")
    assert "<b>" not in show("{% ring people=people %}", people=["<b>"])


def test_a_link_goes_and_a_button_does():
    assert show('{% button text="Open" href="/x" variant="primary" %}').startswith(
        '<a class="button button--primary" href="/x">'
    )
    button = show('{% button text="Save" name="step" value="1" wide=True %}')
    assert button.startswith('<button class="button button--wide" type="submit" name="step" value="1">')
    assert 'aria-pressed="false"' in show('{% button text="Me too" type="button" pressed=False %}')


def test_an_answer_has_a_role_and_can_have_the_focus():
    html = show('{% callout tone="ok" role="status" %}<p>Saved.</p>{% endcallout %}')
    assert html.startswith('<div class="callout callout--ok" role="status" tabindex="-1">')
    assert "<p>Saved.</p>" in html


def test_beads_say_what_they_show():
    html = show("{% beads states=states %}", states=["done", "done", "now", "set", ""])
    assert 'aria-label="2 done, 1 today, 1 planned, 1 to plan"' in html


def test_times_are_in_the_viewers_zone():
    request = SimpleNamespace(user=SimpleNamespace(time_zone=ZoneInfo("Europe/Lisbon")))
    html = show("{% time_tag at %}", request=request, at=datetime(2026, 5, 14, 13, 30, tzinfo=UTC))
    assert html == '<time datetime="2026-05-14T14:30+01:00">14:30</time>'


class Sample(PortalForm):
    name = forms.CharField(label="Name", help_text="As your colleagues know you")
    why = forms.CharField(label="Why?", widget=forms.Textarea(attrs={"class": "input--short"}), required=False)
    on = forms.DateField(label="Day")
    rhythm = forms.ChoiceField(
        widget=forms.RadioSelect,
        choices=[("2", Choice("Every two weeks", "Eight sessions")), ("4", "Monthly")],
    )
    agree = forms.BooleanField(label="I agree")


def test_a_field_ties_label_hint_and_error_to_its_input():
    form = Sample({"name": ""})
    html = str(form["name"].as_field_group())
    assert '<label for="id_name">Name</label>' in html
    assert 'id="id_name_helptext"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="input"' in html


def test_the_summary_uses_the_words_at_the_fields_and_leads_to_them():
    form = Sample({"name": "Amara", "on": "soon"})
    html = str(form)
    assert "Three things to fix before we can go on" in html
    assert '<a href="#id_on">Choose a date</a>' in html
    assert '<a href="#id_rhythm_0">Choose “Rhythm”</a>' in html
    assert html.count("Tick “I agree”") == 2


def test_inputs_are_native_and_choices_are_cards():
    html = str(Sample())
    assert 'type="date" name="on"' in html
    assert 'class="input input--short"' in html
    assert html.count('<label class="choice"') == 3
    assert '<span class="meta">Eight sessions</span>' in html
    assert "(you can leave this empty)" in html
    assert "error-summary" not in html


def test_a_form_that_was_refused_is_noticed():
    assert has_errors({"form": Sample({})})
    assert not has_errors({"form": Sample(), "title": "x"})


def test_a_refusal_leads_back_only_to_our_own_pages():
    factory = RequestFactory()
    ours = factory.post("/o/harbour/x/", headers={"referer": "http://testserver/o/harbour/?page=2"})
    theirs = factory.post("/o/harbour/x/", headers={"referer": "https://evil.example/o/harbour/"})
    itself = factory.post("/o/harbour/x/", headers={"referer": "http://testserver/o/harbour/x/"})
    assert back_href(ours) == "/o/harbour/?page=2"
    assert "evil" not in back_href(theirs)
    assert back_href(itself) == "/"  # it may answer nothing but POST


def test_a_refusal_carries_a_sentence():
    assert DomainError("Full.", field="run").field == "run"


@pytest.mark.parametrize(("hue", "chroma", "css"), [(160, 90, ".09"), (0, 0, "0"), (359, 900, ".15")])
def test_the_colour_is_capped_and_may_be_kept(hue, chroma, css):
    response = theme_css(RequestFactory().get("/"), hue, chroma)
    assert response.content.decode() == f":root {{ --brand-h: {hue}; --brand-c: {css} }}\n"
    assert "immutable" in response["Cache-Control"]


def test_no_organization_has_the_portals_own_colour():
    assert theme_href(None) == ""


def test_the_place_is_the_longest_address_and_home_only_itself():
    hrefs = ["/o/h/", "/o/h/calendar/"]
    assert nav._current("/o/h/calendar/2026/", hrefs, "/o/h/") == "/o/h/calendar/"
    assert nav._current("/o/h/other/", hrefs, "/o/h/") == ""
    assert nav._current("/o/h/", hrefs, "/o/h/") == "/o/h/"
