import django.db.models.deletion
import portal.tenancy.models
import portal.vault.fields
import uuid
import uuid_utils.compat
from django.db import migrations, models

from portal.tenancy import operations

class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenancy', '0001_initial'),
        ('accounts', '0001_initial'),
        ('engagements', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Questionnaire',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=40)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('title', models.CharField(max_length=140)),
                ('introduction', models.TextField(blank=True)),
                ('questions', models.JSONField()),
                ('source', models.CharField(blank=True, max_length=200)),
                ('published_at', models.DateTimeField(null=True)),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
            ],
        ),
        migrations.CreateModel(
            name='Request',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('group', models.CharField(choices=[('self', 'Themselves'), ('manager', 'Manager'), ('peer', 'Peers'), ('report', 'Reports'), ('participant', 'Participants')], default='participant', max_length=12)),
                ('asked_at', models.DateTimeField()),
                ('answered_on', models.DateField(null=True)),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('respondent', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests', to='accounts.membership')),
            ],
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('stage', models.CharField(choices=[('baseline', 'Before'), ('middle', 'On the way'), ('end', 'At the end'), ('follow_up', 'Some time after')], max_length=10)),
                ('anonymous', models.BooleanField(default=False)),
                ('opens_at', models.DateTimeField()),
                ('closes_at', models.DateTimeField()),
                ('opened_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('engagement', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='engagements.engagement')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('questionnaire', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='evaluations.questionnaire')),
                ('subject', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='rounds_about', to='engagements.participation')),
            ],
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('group', models.CharField(choices=[('self', 'Themselves'), ('manager', 'Manager'), ('peer', 'Peers'), ('report', 'Reports'), ('participant', 'Participants')], max_length=12)),
                ('answers', portal.vault.fields.SealedTextField()),
                ('answered_on', models.DateField()),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('request', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='evaluations.request')),
                ('round', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='evaluations.round')),
            ],
        ),
        migrations.AddField(
            model_name='request',
            name='round',
            field=portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requests', to='evaluations.round'),
        ),
        migrations.AddConstraint(
            model_name='questionnaire',
            constraint=models.UniqueConstraint(fields=('organization', 'code', 'version'), name='questionnaire_version'),
        ),
        migrations.AddIndex(
            model_name='round',
            index=models.Index(condition=models.Q(('opened_at__isnull', True)), fields=['organization', 'opens_at'], name='round_opens_due'),
        ),
        migrations.AddIndex(
            model_name='round',
            index=models.Index(condition=models.Q(('closed_at__isnull', True), ('opened_at__isnull', False)), fields=['organization', 'closes_at'], name='round_closes_due'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='round_period'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.UniqueConstraint(fields=('organization', 'engagement', 'questionnaire', 'stage', 'subject'), name='round_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='response',
            constraint=models.UniqueConstraint(condition=models.Q(('request__isnull', False)), fields=('organization', 'request'), name='response_once'),
        ),
        migrations.AddIndex(
            model_name='request',
            index=models.Index(condition=models.Q(('answered_on__isnull', True)), fields=['organization', 'respondent'], name='request_open'),
        ),
        migrations.AddConstraint(
            model_name='request',
            constraint=models.UniqueConstraint(fields=('organization', 'round', 'respondent'), name='request_once'),
        ),
        operations.GuardTenantTables(),
        operations.OrganizationsDue(
            "rounds_due",
            "evaluations_round",
            "(opened_at IS NULL AND opens_at <= $1) OR (opened_at IS NOT NULL AND closed_at IS NULL AND closes_at <= $1)",
        ),
        operations.AppendOnly("evaluations_response"),
    ]
