"""Every address × every part of the cast × both organizations. A new address is in it without being named.

A confidential text appears only in answers to those who may read it; somebody of another organization learns from no
address, method or id that there is anything.
"""

import re

import pytest
from django.db import connection, transaction
from django.urls import URLResolver, get_resolver

from tests.cast import make_cast
from tests.factories.world import make_world

PREFIX = "o/<slug:organization>/"
PARTS = ["administrator", "manager", "mentor", "coach", "participant", "member", "sponsor", "trainer", "bystander"]
WITHOUT_IDS = {"organization"}
KEYWORD = re.compile(r"<(?:\w+:)?(\w+)>")


def addresses():
    """(namespace, route below the organization, keywords) of every page of an organization."""

    def walk(patterns, prefix, namespace):
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, route, pattern.namespace or namespace)
            elif route.startswith(PREFIX):
                yield namespace, route.removeprefix(PREFIX), set(KEYWORD.findall(route)) - WITHOUT_IDS

    return list(walk(get_resolver().url_patterns, "", ""))


ADDRESSES = addresses()


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """The cast and its world, made once: each test works in a savepoint of this transaction and leaves nothing."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast()
        with cast.inside("harbour"):
            world = make_world(cast)
        yield cast, world
        transaction.set_rollback(True)


@pytest.fixture
def cast(made, db):
    return made[0]


@pytest.fixture
def world(made, harbour):
    return made[1]


def paths(world, slug) -> list[tuple[str, bool]]:
    """Every address with the ids of the world filled in, and whether there were any."""
    found = []
    for namespace, route, names in ADDRESSES:
        filled = world.arguments(namespace, names)
        assert filled, f"the world has no value for {names} of {namespace}:{route}"
        for values in filled:
            path = KEYWORD.sub(lambda match, values=values: str(values[match.group(1)]), route)
            found.append((f"/o/{slug}/{path}", bool(names)))
    return found


def ask(client, method, path):
    answer = getattr(client, method)(path)
    return answer, answer.content.decode(errors="replace")


def test_nobody_outside_learns_anything(cast, world, client, as_):
    """Strangers at our address, and strangers at their own address with our ids: 404, whatever the method."""
    tried = 0
    for path, _ in paths(world, "harbour"):
        for method in ("get", "post"):
            answer = getattr(client, method)(path)
            assert answer.status_code == 302, path
            assert "/accounts/login/" in answer.url, path
            tried += 1
    for part in ("stranger", "stranger_member"):
        browser = as_(getattr(cast, part))
        for method in ("get", "post"):
            for path, _ in paths(world, "harbour"):
                answer, text = ask(browser, method, path)
                assert answer.status_code == 404, (part, method, path)
                assert not [secret for secret in world.canaries if secret in text]
                tried += 1
            for path, has_ids in paths(world, "northwind"):
                if has_ids:
                    answer, text = ask(browser, method, path)
                    assert answer.status_code in {403, 404, 405}, (part, method, path, answer.status_code)
                    assert not [secret for secret in world.canaries if secret in text]
                    tried += 1
    print(f"attempts from outside: {tried}")  # noqa: T201 - the count is part of the evidence


@pytest.mark.parametrize("part", PARTS)
def test_an_empty_post_never_breaks_anything(cast, world, as_, part):
    browser = as_(getattr(cast, part))
    for path, _ in paths(world, "harbour"):
        answer, _ = ask(browser, "post", path)
        assert answer.status_code < 500, (part, path)


def test_unknown_ids_are_404(cast, world, as_):
    nothing = "00000000-0000-7000-8000-000000000000"
    for part in ("administrator", "participant", "coach"):
        browser = as_(getattr(cast, part))
        for namespace, route, names in ADDRESSES:
            if not names or names & {"code", "token", "slug"}:
                continue
            path = "/o/harbour/" + KEYWORD.sub(nothing, route)
            assert browser.get(path).status_code in {403, 404, 405}, (part, namespace, route)


LEDGER = re.compile(r'INSERT INTO "notes_noteaccess" .* ON CONFLICT DO NOTHING$', re.S)
"""The one write that is allowed on GET: that somebody opened a note has to be known exactly when they read it, and a
row that is there already is left alone (docs/adr/0011)."""


@pytest.mark.parametrize("part", PARTS)
def test_opening_a_page_changes_nothing_and_a_text_appears_only_to_its_readers(cast, world, as_, part):
    browser = as_(getattr(cast, part))
    seen, writes = set(), []

    def watch(execute, sql, params, many, state):
        if LEDGER.match(sql):
            pass
        elif re.match(r"\s*(INSERT|UPDATE|DELETE)", sql) and '"django_session"' not in sql:
            writes.append(sql)
        return execute(sql, params, many, state)

    for path, _ in paths(world, "harbour"):
        with connection.execute_wrapper(watch):
            answer, text = ask(browser, "get", path)
        assert writes == [], path
        assert answer.status_code < 500, (part, path)
        found = {secret for secret in world.canaries if secret in text}
        forbidden = {secret for secret in found if part not in world.canaries[secret]}
        assert not forbidden, (part, path, forbidden)
        seen |= found
    allowed = {secret for secret, readers in world.canaries.items() if part in readers}
    assert seen == allowed, "each reader finds every text somewhere, so that the test above can fail"
