"""Both tenant walls stand around every table. A new table or reference that is not guarded fails here."""

import pytest
from django.apps import apps
from django.db import connection

from portal.tenancy.models import OrganizationForeignKey, OrganizationOneToOneField, OrganizationOwned, PersonOwned
from portal.tenancy.operations import is_tenant_model, tenant_references
from portal.vault.columns import sealed_columns
from portal.vault.guard import unguarded_columns

GLOBAL = {  # tables without an organization, each with its reason
    "accounts.Organization": "the tenant itself",
    "accounts.User": "one person has one login in all organizations",
    "account.EmailAddress": "belongs to the login",
    "account.EmailConfirmation": "belongs to the login",
    "auth.Group": "Django's own, empty",
    "auth.Permission": "Django's own",
    "auth.Group_permissions": "Django's own, empty",
    "accounts.User_groups": "Django's own, empty",
    "accounts.User_user_permissions": "Django's own, empty",
    "contenttypes.ContentType": "Django's own",
    "sessions.Session": "belongs to the login",
    "outbox.Heartbeat": "tells that the install's worker lives",
}
DEFINERS = {  # functions that run as the owner, each with what it reveals
    "outbox_due": "organization ids",
    "outbox_oldest": "a moment",
    "sessions_due": "organization ids",
    "rounds_due": "organization ids",
    "round_reminders_due": "organization ids",
    "pulses_due": "organization ids",
    "mail_due": "organization ids",
    "digests_due": "organization ids",
    "round_plans": "organization ids",
    "mail_oldest": "a moment",
    "mail_waiting": "a number",
    "mail_failed": "a number",
    "outbox_waiting": "a number",
    "outbox_parked": "a number",
    "notification_organization": "the organization of a mail that a provider names by its id",
    "certificate_organization": "the organization of a certificate's code",
    "free_busy": "when people of the organization are busy, their hours and wishes; not what or with whom",
    "calendars_due": "ids of people",
    "proposals_due": "organization ids",
    "polls_due": "organization ids",
    "sessions_planned": "organization ids",
    "sweeps_due": "organization ids",
    "who_noted": "which members have a note about a session of the organization, never the note",
    "texts_due": "organization ids",
    "erase_notes": "a number; it empties the notes of an engagement of this organization whose deletion was told",
    "erase_words": "a number; it empties what one member wrote who is the current person or has no access any more",
    "who_edits": "which members have a draft of changes to a note of the organization, never the text",
    "data_key_samples": "one wrapped data key for each name in CAIRN_KEYS, which opens nothing without that key",
    "hold_data_key": "whether an organization has a data key of this number",
    "shuffle_responses": "nothing; it re-inserts the responses of a closed anonymous round of this organization",
}
MODELS = apps.get_models(include_auto_created=True)
TENANT = [model for model in MODELS if is_tenant_model(model)]
PERSONAL = [model for model in MODELS if issubclass(model, PersonOwned)]
POLICY = (
    "(organization_id OPERATOR(app.===) ( SELECT (NULLIF(current_setting('app.organization_id'::text, true), ''::text))"
    '::uuid AS "nullif"))'
)

OWN_ROWS = POLICY.replace("organization_id", "user_id")


def ask(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def test_every_table_is_a_tenants_or_a_persons_or_listed_with_a_reason():
    guarded = {*TENANT, *PERSONAL}
    unknown = {model._meta.label for model in MODELS if model not in guarded} - set(GLOBAL)
    assert unknown == set()


@pytest.mark.parametrize("model", PERSONAL, ids=lambda model: model._meta.label)
def test_row_security_gives_a_persons_rows_to_that_person_only(db, model):
    table = model._meta.db_table
    assert ask("SELECT row_security_active(%s)", table) == [(True,)]
    policies = ask("SELECT policyname, qual, with_check, permissive, cmd FROM pg_policies WHERE tablename = %s", table)
    assert policies == [("own_rows", OWN_ROWS, OWN_ROWS, "PERMISSIVE", "ALL")]


def test_the_list_of_global_tables_is_not_stale():
    assert set(GLOBAL) - {model._meta.label for model in MODELS} == set()


@pytest.mark.parametrize("model", TENANT, ids=lambda model: model._meta.label)
def test_a_tenants_model_stands_on_the_base_class(model):
    assert issubclass(model, OrganizationOwned), "derive from OrganizationOwned; many-to-many needs a model between"


@pytest.mark.parametrize("model", TENANT, ids=lambda model: model._meta.label)
def test_row_security_confines_every_tenants_table(db, model):
    table = model._meta.db_table
    assert ask("SELECT row_security_active(%s)", table) == [(True,)]
    policies = ask(
        "SELECT qual, with_check, permissive, cmd FROM pg_policies WHERE tablename = %s AND policyname = %s",
        table,
        "org_isolation",
    )
    assert policies == [(POLICY, POLICY, "PERMISSIVE", "ALL")]


def test_only_the_listed_tables_have_further_policies(db):
    further = ask(
        "SELECT tablename, policyname, permissive, cmd FROM pg_policies"
        " WHERE policyname NOT IN ('org_isolation', 'own_rows') ORDER BY 1"
    )
    assert further == [
        ("accounts_membership", "self_read", "PERMISSIVE", "SELECT"),
        ("notes_note", "readers", "RESTRICTIVE", "SELECT"),
        ("notes_notedraft", "readers", "RESTRICTIVE", "SELECT"),
        ("notes_noteversion", "readers", "RESTRICTIVE", "SELECT"),
    ]


@pytest.mark.parametrize(
    ("model", "field"),
    [(model, field) for model in TENANT for field in tenant_references(model)],
    ids=lambda part: getattr(part, "name", None) or part._meta.label,
)
def test_every_reference_carries_the_organization(db, model, field):
    assert isinstance(field, OrganizationForeignKey | OrganizationOneToOneField)
    found = ask(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'",
        model._meta.db_table,
    )
    target = field.related_model._meta.db_table
    wanted = f"FOREIGN KEY (organization_id, {field.column}) REFERENCES {target}(organization_id, id)"
    assert any(definition.startswith(wanted) for (definition,) in found)


def test_the_portal_connects_as_a_confined_role(db):
    assert ask(
        "SELECT current_user::text, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    ) == [("portal_app", False, False, False)]
    assert ask(
        "SELECT count(*) FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = 'portal_app')"
    ) == [(0,)]


def test_only_the_listed_functions_run_as_the_owner(db):
    definers = ask(
        "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE p.prosecdef AND n.nspname IN ('app', 'public')"
    )
    assert {name for (name,) in definers} == set(DEFINERS)


def test_every_sealed_column_holds_its_key(db):
    assert len(sealed_columns()) >= 20
    assert unguarded_columns() == []


def test_no_view_could_show_what_its_owner_sees(db):
    assert (
        ask(
            "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind IN ('v', 'm')"
        )
        == []
    )


@pytest.mark.parametrize(
    "table",
    [
        "audit_auditentry",
        "coaching_contractversion",
        "covenant_covenantsignature",
        "notes_noteaccess",
        "coaching_signature",
        "evaluations_response",
        "training_certificate",
        "vault_organizationdatakey",
    ],
)
def test_what_must_not_change_cannot_be_changed_by_the_portal(db, table):
    assert ask("SELECT has_table_privilege(%s, 'UPDATE'), has_table_privilege(%s, 'DELETE')", table, table) == [
        (False, False)
    ]


def test_unique_constraints_begin_with_the_organization():
    """A constraint over all organizations would tell one of them what exists in another."""
    exceptions = {"training.Certificate.code": "the public check page is given nothing but the code"}
    for model in TENANT:
        for field in model._meta.local_fields:
            if field.unique and not field.primary_key and not field.is_relation:
                assert f"{model._meta.label}.{field.name}" in exceptions
        for constraint in model._meta.constraints:
            if getattr(constraint, "fields", None):
                assert constraint.fields[0] == "organization", constraint.name
