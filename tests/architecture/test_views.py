"""Every view says who may open it, and the tenancy prefix is never forgotten."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

ACCESS = {"public", "signed in", "operator", "member", "manager", "administrator"}
INSIDE = {"member", "manager", "administrator"}


def walk(patterns, prefix=""):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.callback


VIEWS = [(route, view) for route, view in walk(get_resolver().url_patterns) if not route.startswith("accounts/")]


@pytest.mark.parametrize(("route", "view"), VIEWS, ids=[route for route, _ in VIEWS])
def test_every_view_says_who_may_open_it(route, view):
    assert getattr(view, "access", None) in ACCESS


@pytest.mark.parametrize(("route", "view"), VIEWS, ids=[route for route, _ in VIEWS])
def test_pages_of_an_organization_live_below_its_address(route, view):
    below = route.startswith("o/<slug:organization>/")
    assert below == (getattr(view, "access", None) in INSIDE)
