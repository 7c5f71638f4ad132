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
        ('scheduling', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Objective',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('title', portal.vault.fields.SealedTextField()),
                ('indicator', portal.vault.fields.SealedTextField()),
                ('unit', models.CharField(blank=True, max_length=40)),
                ('baseline', models.DecimalField(decimal_places=2, max_digits=12)),
                ('target', models.DecimalField(decimal_places=2, max_digits=12)),
                ('starts_on', models.DateField()),
                ('due_on', models.DateField()),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('state', models.CharField(choices=[('open', 'Open'), ('reached', 'Reached'), ('partly', 'Partly reached'), ('not_reached', 'Not reached')], default='open', max_length=12)),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('owner', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objectives', to='engagements.participation')),
            ],
        ),
        migrations.CreateModel(
            name='Measurement',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('value', models.DecimalField(decimal_places=2, max_digits=12)),
                ('measured_on', models.DateField()),
                ('note', portal.vault.fields.SealedTextField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('recorded_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('objective', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='measurements', to='goals.objective')),
            ],
        ),
        migrations.CreateModel(
            name='Action',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('text', portal.vault.fields.SealedTextField()),
                ('due_on', models.DateField(null=True)),
                ('agreed_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('agreed_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('done_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('owner', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='actions', to='engagements.participation')),
                ('session', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='actions', to='scheduling.session')),
                ('objective', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='actions', to='goals.objective')),
            ],
        ),
        migrations.AddIndex(
            model_name='objective',
            index=models.Index(fields=['organization', 'owner', 'position'], name='objective_of_owner'),
        ),
        migrations.AddConstraint(
            model_name='objective',
            constraint=models.CheckConstraint(condition=models.Q(('baseline', models.F('target')), _negated=True), name='objective_moves'),
        ),
        migrations.AddConstraint(
            model_name='objective',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gt', models.F('starts_on'))), name='objective_dates'),
        ),
        migrations.AddConstraint(
            model_name='objective',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_by__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='objective_closed_paired'),
        ),
        migrations.AddConstraint(
            model_name='measurement',
            constraint=models.UniqueConstraint(fields=('organization', 'objective', 'measured_on'), name='measurement_per_day'),
        ),
        migrations.AddIndex(
            model_name='action',
            index=models.Index(fields=['organization', 'owner', 'done_at', 'due_on'], name='action_of_owner'),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('done_by__isnull', True)), models.Q(('done_at__isnull', False), ('done_by__isnull', False)), _connector='OR'), name='action_done_paired'),
        ),
        operations.GuardTenantTables(),
    ]
