"""An erased organization is gone, and nothing of another one has changed by a byte."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction

from accounts.models import Organization
from portal.tenancy.roles import as_owner
from portal.vault import erasure
from programs.notes.models import Note
from tests.factories.notes import make_note
from tests.factories.scheduling import make_circle, make_engagement, make_session

pytestmark = pytest.mark.django_db(transaction=True)


def dump(*, but=None):
    """Every row of every table as text; without those of one organization if given."""
    found, rows_of_table = {}, "SELECT t::text FROM {} t ORDER BY 1"
    with as_owner(), connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            cursor.execute(rows_of_table.format(connection.ops.quote_name(table)))
            rows = [row for (row,) in cursor.fetchall()]
            found[table] = [row for row in rows if but is None or str(but) not in row]
    return found


def of(organization):
    """Its rows in every table of organizations."""
    with as_owner():
        return {table: number for table, number in erasure.rows_of(organization.pk).items() if number}


def erase(*words):
    said = StringIO()
    call_command("erase_organization", *words, stdout=said)
    return said.getvalue()


def test_erasing_one_organization_leaves_the_other_as_it_is_byte_for_byte(cast, caplog, monkeypatch):
    with cast.inside("harbour", cast.participant.user), transaction.atomic():
        circle = make_circle(cast)
        make_note(circle, cast.participant, session=make_session(circle, cast.mentor))
    with cast.inside("northwind", cast.stranger_member.user), transaction.atomic():
        people = {"coach": cast.coach_at_northwind, "client": cast.stranger_member}
        theirs = make_note(make_engagement(by=cast.stranger, people=people), cast.stranger_member, text="kept")
    before = dump(but=cast.harbour.pk)
    assert len(of(cast.harbour)) > 10
    assert len(of(cast.northwind)) > 5
    everything = dump()

    assert "notes_note: 1" in erase("harbour")
    for words in (["harbour", "--yes-erase", "northwind"], ["harbor", "--yes-erase", "harbor"]):
        with pytest.raises(CommandError):
            erase(*words)
    assert dump() == everything

    with monkeypatch.context() as patch:  # killed after the keys are gone
        patch.setattr("portal.vault.management.commands.erase_organization.delete_rows", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            erase("harbour", "--yes-erase", "harbour")
    assert "vault_organizationdatakey" not in of(cast.harbour)
    assert of(cast.harbour)["notes_note"] == 1

    said = erase("harbour", "--yes-erase", "harbour")
    assert of(cast.harbour) == {}
    assert dump() == before
    assert [row.slug for row in Organization.objects.all()] == ["northwind"]
    with cast.inside("northwind", cast.stranger_member.user), transaction.atomic():
        assert Note.objects.get(pk=theirs.pk).text == "kept"
    told = said + caplog.text
    assert f"{cast.harbour.pk}: erased" in told
    assert "1 data keys destroyed" in told
    assert not any(name in told for name in ("harbour", "Harbour", "Amara", "Olga"))
