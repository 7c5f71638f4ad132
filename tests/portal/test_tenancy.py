"""Two walls: a query without an organization raises, and the database shows nothing of another one."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django_scopes import ScopeError

from accounts.models import Membership
from portal.tenancy.context import organization_context, user_context
from programs.engagements.actions import create_program
from programs.engagements.models import Engagement, Program


def test_a_query_without_an_organization_raises(cast):
    with pytest.raises(ScopeError):
        list(Membership.objects.all())


def test_raw_sql_without_an_organization_sees_nothing(cast):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_membership")
        assert cursor.fetchone() == (0,)


def test_raw_sql_sees_only_the_organization_of_the_context(cast):
    with cast.inside("northwind"), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT organization_id FROM accounts_membership")
        assert cursor.fetchall() == [(cast.northwind.pk,)]


def test_a_row_cannot_be_written_for_another_organization(cast):
    with cast.inside("harbour"), pytest.raises(DatabaseError), transaction.atomic():
        Membership.objects.create(
            user=cast.stranger.user, organization=cast.northwind, joined_at=cast.stranger.joined_at
        )


def test_a_reference_across_organizations_is_refused(cast):
    with cast.inside("northwind"):
        foreign = create_program(kind="mentoring", name="Elsewhere", by=cast.stranger)
    with cast.inside("harbour"), pytest.raises(DatabaseError), transaction.atomic():
        Engagement.objects.create(
            program_id=foreign.pk,
            title="Smuggled",
            state="forming",
            starts_on="2026-01-01",
            created_at=foreign.created_at,
            created_by=cast.administrator,
        )
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_leaving_the_context_inside_a_transaction_closes_the_door_again(cast):
    with transaction.atomic():
        with organization_context(cast.harbour.pk):
            create_program(kind="coaching", name="Here", by=cast.administrator)
            assert Program.objects.count() == 1
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM engagements_program")
            assert cursor.fetchone() == (0,)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("enter", [organization_context, user_context])
def test_a_statement_outside_a_transaction_is_refused_instead_of_finding_nothing(enter):
    with enter(uuid4()):
        with pytest.raises(RuntimeError, match="in no transaction"), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM accounts_membership")
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM accounts_membership")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")  # what belongs to nobody needs no transaction
