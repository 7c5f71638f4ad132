from django.db import migrations, models

from portal.tenancy import operations

# Whoever watches their calendar being read comes first, then who has waited longest: a run ends before all had their turn.
CALENDARS_DUE = """
    SELECT user_id FROM scheduling_busycalendar WHERE read_due_at <= $1
     GROUP BY user_id ORDER BY bool_or(awaited) DESC, min(read_due_at)"""


class Migration(migrations.Migration):

    dependencies = [
        ('scheduling', '0004_poll_chased_at'),
    ]

    operations = [
        migrations.AddField(
            model_name='busycalendar',
            name='awaited',
            field=models.BooleanField(default=False),
        ),
        operations.DefinerFunction("calendars_due", "timestamptz", "SETOF uuid", CALENDARS_DUE),
        operations.GuardTenantTables(),
    ]
