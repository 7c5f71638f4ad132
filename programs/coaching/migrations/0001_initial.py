import django.db.models.deletion
import portal.tenancy.models
import portal.vault.fields
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
            name='Contract',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.TextField(blank=True)),
                ('focus_areas', models.TextField(blank=True)),
                ('working_arrangement', models.TextField(blank=True)),
                ('session_budget', models.PositiveSmallIntegerField(default=8)),
                ('designed_at', models.DateTimeField(null=True)),
                ('agreed_at', models.DateTimeField(null=True)),
                ('activated_at', models.DateTimeField(null=True)),
                ('engagement', portal.tenancy.models.OrganizationOneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='contract', to='engagements.engagement')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
            ],
        ),
        migrations.CreateModel(
            name='ContractVersion',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('text', portal.vault.fields.SealedTextField()),
                ('digest', models.CharField(max_length=64)),
                ('sent_at', models.DateTimeField()),
                ('contract', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='coaching.contract')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('sent_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
            ],
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('digest', models.CharField(max_length=64)),
                ('signed_at', models.DateTimeField()),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('participation', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='engagements.participation')),
                ('version', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='coaching.contractversion')),
            ],
        ),
        migrations.AddConstraint(
            model_name='contract',
            constraint=models.CheckConstraint(condition=models.Q(('id', models.F('engagement_id'))), name='contract_shares_id'),
        ),
        migrations.AddConstraint(
            model_name='contract',
            constraint=models.CheckConstraint(condition=models.Q(('session_budget__range', (1, 100))), name='contract_budget'),
        ),
        migrations.AddConstraint(
            model_name='contractversion',
            constraint=models.UniqueConstraint(fields=('organization', 'contract', 'number'), name='contract_version_number'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('organization', 'version', 'participation'), name='signature_once'),
        ),
        operations.GuardTenantTables(),
        operations.AppendOnly("coaching_contractversion"),
        operations.AppendOnly("coaching_signature"),
    ]
