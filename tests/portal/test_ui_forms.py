"""What happens between a valid form and its answer, without a database: the transaction is stood in for."""

from contextlib import nullcontext
from types import SimpleNamespace

import pytest
from django import forms
from django.db import DatabaseError, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from portal.errors import DomainError
from portal.ui import forms as ui_forms
from portal.ui import middleware


class Place(ui_forms.PortalForm):
    seats = forms.IntegerField()


@pytest.fixture(autouse=True)
def no_transaction(monkeypatch):
    monkeypatch.setattr(transaction, "atomic", nullcontext)


@pytest.fixture
def form():
    form = Place({"seats": "3"})
    assert form.is_valid()
    return form


def test_an_action_gets_the_forms_values_and_what_the_page_knows(form):
    got = ui_forms.apply_action(form, lambda *, seats, actor: (seats, actor), actor="amara")
    assert got == (3, "amara")


def test_an_action_that_returns_nothing_has_succeeded(form):
    assert ui_forms.apply_action(form, lambda *, seats: None) is True


@pytest.mark.parametrize(("field", "shown_at"), [("seats", "seats"), (None, "__all__"), ("other", "__all__")])
def test_a_refusal_is_shown_at_the_field_it_concerns(form, field, shown_at):
    def refuse(*, seats):
        raise DomainError("The run is full. 3 people wait.", field=field)

    assert ui_forms.apply_action(form, refuse) is None
    assert form.errors[shown_at] == ["The run is full. 3 people wait."]


@pytest.mark.parametrize(("data", "status"), [(None, 200), ({"seats": "3"}, 200), ({"seats": "x"}, 422)])
def test_a_page_with_a_refused_form_answers_422(monkeypatch, data, status):
    monkeypatch.setattr(ui_forms, "render", lambda *args, status: HttpResponse(args[1], status=status))
    request = SimpleNamespace(htmx=False)
    response = ui_forms.render_form(request, "page.html", {"form": Place(data)})
    assert (response.status_code, response.content) == (status, b"page.html")


def refusal(request) -> HttpResponse:
    middle = middleware.RefusedMiddleware(lambda request: HttpResponse())
    return middle.process_exception(request, DomainError("This time has just been taken."))


def test_a_refusal_outside_of_a_form_is_a_page_of_its_own(monkeypatch):
    rendered = {}
    monkeypatch.setattr(
        middleware, "render_to_string", lambda name, context, request=None: rendered.update(context) or "page"
    )
    response = refusal(RequestFactory().post("/"))
    assert response.status_code == 409
    assert rendered["message"] == "This time has just been taken."


def test_a_refusal_in_a_broken_transaction_goes_without_the_shell(monkeypatch):
    real = middleware.render_to_string

    def render(name, context, request=None):
        if request is not None:
            raise DatabaseError("current transaction is aborted")
        return real(name, context)

    monkeypatch.setattr(middleware, "render_to_string", render)
    response = refusal(RequestFactory().post("/"))
    assert response.status_code == 409
    assert "This time has just been taken." in response.content.decode()


def test_htmx_puts_a_refusal_in_place_of_the_page(monkeypatch):
    monkeypatch.setattr(middleware, "render_to_string", lambda *args, **kwargs: "page")
    request = RequestFactory().post("/")
    request.htmx = True
    assert refusal(request)["HX-Retarget"] == "#main"


def test_other_errors_are_not_refusals():
    middle = middleware.RefusedMiddleware(lambda request: HttpResponse())
    assert middle.process_exception(RequestFactory().post("/"), ValueError("x")) is None


def test_limits_and_old_choices_are_said_in_our_words():
    class Words(ui_forms.PortalForm):
        text = forms.CharField(max_length=3)
        value = forms.DecimalField(max_digits=4, decimal_places=1)
        kind = forms.ChoiceField(choices=[("a", "A")])

    assert Words({"text": "four", "value": "x", "kind": "b"}).errors == {
        "text": ["Make it shorter: at most 3 characters; this has 4."],
        "value": ["Write a number, like 3.5"],
        "kind": ["This is not one of the choices any more. Choose again."],
    }
    assert Words({"text": "ok", "value": "123456", "kind": "a"}).errors == {
        "value": ["Write a shorter number, with at most 4 digits"]
    }
