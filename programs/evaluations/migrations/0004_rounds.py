import django.db.models.deletion
import portal.tenancy.models
from portal.tenancy import operations
from django.db import migrations, models

REMINDERS_DUE = """opened_at IS NOT NULL AND closed_at IS NULL AND closes_at > $1 AND jsonb_array_length(reminder_days) > 0
    AND closes_at - make_interval(days => (reminder_days->>0)::int) <= $1"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_call_template'),
        ('evaluations', '0003_results'),
    ]

    operations = [
        migrations.AddField(
            model_name='request',
            name='asked_by',
            field=portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership'),
        ),
        migrations.AddField(
            model_name='round',
            name='declined',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='round',
            name='reminded_at',
            field=models.DateTimeField(null=True),
        ),
        # Answers are never deleted, so what they hang on stays too; what has none can go.
        migrations.AlterField(
            model_name='response',
            name='request',
            field=portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluations.request'),
        ),
        migrations.AlterField(
            model_name='response',
            name='round',
            field=portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='evaluations.round'),
        ),
        operations.GuardTenantTables(),
        operations.OrganizationsDue("round_reminders_due", "evaluations_round", REMINDERS_DUE),
    ]
