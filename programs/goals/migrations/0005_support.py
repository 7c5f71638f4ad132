from django.db import migrations

from portal.tenancy import operations

PULSES_DUE = "ended_at IS NULL AND next_on <= ($1 AT TIME ZONE 'UTC')::date"


class Migration(migrations.Migration):

    dependencies = [("goals", "0004_practice")]

    operations = [
        operations.OrganizationsDue("pulses_due", "goals_supporter", PULSES_DUE),
        operations.GuardTenantTables(),
    ]
