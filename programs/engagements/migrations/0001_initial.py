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
    ]

    operations = [
        migrations.CreateModel(
            name='Program',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('mentoring', 'Mentoring'), ('coaching', 'Coaching'), ('training', 'Training')], max_length=10)),
                ('name', models.CharField(max_length=120)),
                ('purpose', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('design', 'Design'), ('open', 'Open'), ('running', 'Running'), ('closed', 'Closed'), ('archived', 'Archived')], default='draft', max_length=10)),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('session_minutes', models.PositiveSmallIntegerField(default=60)),
                ('reminder_minutes', models.JSONField(default=list)),
                ('created_at', models.DateTimeField()),
                ('created_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
            ],
        ),
        migrations.CreateModel(
            name='Engagement',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=140)),
                ('state', models.CharField(choices=[('forming', 'Forming'), ('draft', 'Draft'), ('design', 'Design'), ('agreed', 'Agreed'), ('enrolling', 'Enrolling'), ('active', 'Active'), ('paused', 'Paused'), ('evaluating', 'Evaluating'), ('closed', 'Closed'), ('cancelled', 'Cancelled')], max_length=10)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('created_at', models.DateTimeField()),
                ('end', models.CharField(blank=True, choices=[('completed', 'Completed'), ('completed_early', 'Completed early'), ('no_fault', 'Ended without fault'), ('stopped', 'Stopped for cause')], max_length=16)),
                ('end_reason', portal.vault.fields.SealedTextField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('created_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('ended_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('program', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='engagements', to='engagements.program')),
            ],
        ),
        migrations.CreateModel(
            name='ProgramManagement',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('membership', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='managements', to='accounts.membership')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('program', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='managements', to='engagements.program')),
            ],
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('mentor', 'Mentor'), ('mentee', 'Mentee'), ('coach', 'Coach'), ('client', 'Client'), ('sponsor', 'Sponsor'), ('trainer', 'Trainer'), ('learner', 'Learner')], max_length=10)),
                ('joined_at', models.DateTimeField()),
                ('left_at', models.DateTimeField(null=True)),
                ('engagement', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='engagements.engagement')),
                ('left_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('membership', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='accounts.membership')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
            ],
            options={
                'indexes': [models.Index(fields=['organization', 'membership', 'left_at'], name='participation_mine')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('left_at__isnull', True)), fields=('organization', 'engagement', 'membership'), name='participation_once'), models.CheckConstraint(condition=models.Q(models.Q(('left_at__isnull', True), ('left_by__isnull', True)), models.Q(('left_at__isnull', False), ('left_by__isnull', False)), _connector='OR'), name='participation_left_paired')],
            },
        ),
        migrations.AddIndex(
            model_name='program',
            index=models.Index(fields=['organization', 'state', 'name'], name='program_list'),
        ),
        migrations.AddConstraint(
            model_name='program',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='program_dates'),
        ),
        migrations.AddConstraint(
            model_name='program',
            constraint=models.CheckConstraint(condition=models.Q(('session_minutes__range', (10, 600))), name='program_session_minutes'),
        ),
        migrations.AddConstraint(
            model_name='program',
            constraint=models.UniqueConstraint(fields=('organization', 'name'), name='program_name'),
        ),
        migrations.AddIndex(
            model_name='engagement',
            index=models.Index(fields=['organization', 'program', 'state'], name='engagement_list'),
        ),
        migrations.AddConstraint(
            model_name='engagement',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='engagement_dates'),
        ),
        migrations.AddConstraint(
            model_name='engagement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end', ''), ('ended_at__isnull', True)), models.Q(('ended_at__isnull', False), models.Q(('end', ''), _negated=True)), _connector='OR'), name='engagement_end_paired'),
        ),
        migrations.AddConstraint(
            model_name='engagement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='engagement_ended_paired'),
        ),
        migrations.AddConstraint(
            model_name='programmanagement',
            constraint=models.UniqueConstraint(fields=('organization', 'program', 'membership'), name='management_once'),
        ),
        operations.GuardTenantTables(),
    ]
