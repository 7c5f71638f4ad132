import django.db.models.deletion
import portal.tenancy.models
import uuid_utils.compat
from django.db import migrations, models

from portal.tenancy import operations

# Row positions (ctid), transaction ids (xmin) and days of answering would join an anonymous answer to its request, whose
# row was changed in the same transaction. Afterwards all answers of the round are one statement's, in random order.
SHUFFLE = f"""
    WITH gone AS (
        DELETE FROM evaluations_response r USING evaluations_round o
        WHERE o.id = $1 AND r.round_id = o.id AND o.organization_id = {operations.ORGANIZATION}
          AND r.organization_id = o.organization_id AND o.anonymous AND o.closed_at IS NOT NULL
        RETURNING r.id, r."group", r.answers, r.organization_id, r.round_id,
                  (o.closed_at AT TIME ZONE 'UTC')::date AS closed_on
    )
    INSERT INTO evaluations_response (id, "group", answers, answered_on, organization_id, request_id, round_id)
    SELECT id, "group", answers, closed_on, organization_id, NULL, round_id FROM gone ORDER BY random()
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_call_template'),
        ('engagements', '0003_reminder_times'),
        ('evaluations', '0002_asking'),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('stage', models.CharField(max_length=10)),
                ('roles', models.JSONField(default=list)),
                ('anonymous', models.BooleanField()),
                ('closed_on', models.DateField()),
                ('answers', models.PositiveIntegerField()),
                ('most', models.PositiveIntegerField()),
                ('needed', models.PositiveIntegerField()),
                ('made_at', models.DateTimeField()),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('program', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='engagements.program')),
                ('questionnaire', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluations.questionnaire')),
            ],
        ),
        migrations.AddField(
            model_name='round',
            name='batch',
            field=portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='evaluations.batch'),
        ),
        migrations.AddIndex(
            model_name='batch',
            index=models.Index(fields=['organization', 'program'], name='batch_of_program'),
        ),
        operations.GuardTenantTables(),
        operations.DefinerFunction("shuffle_responses", "uuid", "void", SHUFFLE, writes=True),
    ]
