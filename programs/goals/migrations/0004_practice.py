import django.db.models.deletion
import portal.tenancy.models
import portal.vault.fields
import uuid_utils.compat
from django.db import migrations, models

from portal.tenancy import operations


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_language'),
        ('engagements', '0003_reminder_times'),
        ('goals', '0003_preparing'),
        ('scheduling', '0007_preparing'),
    ]

    operations = [
        migrations.CreateModel(
            name='Focus',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('aim', portal.vault.fields.SealedTextField(default=b'')),
                ('takeaways', portal.vault.fields.SealedTextField(default=b'')),
                ('life', models.BooleanField(default=False)),
                ('written_at', models.DateTimeField()),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('session', portal.tenancy.models.OrganizationOneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='focus', to='scheduling.session')),
                ('written_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
            ],
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('title', portal.vault.fields.SealedTextField()),
                ('due_on', models.DateField()),
                ('value', models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ('reached_at', models.DateTimeField(null=True)),
                ('objective', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='goals.objective')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('reached_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'objective', 'due_on'), name='milestone_per_day'), models.CheckConstraint(condition=models.Q(models.Q(('reached_at__isnull', True), ('reached_by__isnull', True)), models.Q(('reached_at__isnull', False), ('reached_by__isnull', False)), _connector='OR'), name='milestone_reached_paired')],
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('reason', portal.vault.fields.SealedTextField()),
                ('before', portal.vault.fields.SealedTextField(default=b'')),
                ('after', portal.vault.fields.SealedTextField()),
                ('proposed_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('dropped_at', models.DateTimeField(null=True)),
                ('dropped_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('objective', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='goals.objective')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('proposed_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='engagements.participation')),
                ('settled_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'objective', 'number'), name='revision_number'), models.UniqueConstraint(condition=models.Q(('dropped_at__isnull', True), ('settled_at__isnull', True)), fields=('organization', 'objective'), name='revision_open_once'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='revision_settled_paired'), models.CheckConstraint(condition=models.Q(models.Q(('dropped_at__isnull', True), ('dropped_by__isnull', True)), models.Q(('dropped_at__isnull', False), ('dropped_by__isnull', False), ('settled_at__isnull', True)), _connector='OR'), name='revision_dropped_paired')],
            },
        ),
        migrations.CreateModel(
            name='RevisionConsent',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('given_at', models.DateTimeField()),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('participation', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='engagements.participation')),
                ('revision', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='goals.revision')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'revision', 'participation'), name='revision_consent_once')],
            },
        ),
        migrations.CreateModel(
            name='Supporter',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('guest_name', models.CharField(blank=True, max_length=120)),
                ('guest_email', models.EmailField(blank=True, max_length=254)),
                ('every_weeks', models.PositiveSmallIntegerField(default=4)),
                ('asked_at', models.DateTimeField()),
                ('next_on', models.DateField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('asked_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('membership', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.membership')),
                ('objective', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supporters', to='goals.objective')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['organization', 'next_on'], name='supporter_due'), models.Index(fields=['organization', 'membership'], name='supporter_member')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('membership__isnull', False)), fields=('organization', 'objective', 'membership'), name='supporter_once'), models.UniqueConstraint(condition=models.Q(('guest_email', ''), _negated=True), fields=('organization', 'objective', 'guest_email'), name='supporter_once_guest'), models.CheckConstraint(condition=models.Q(models.Q(('guest_email', ''), ('guest_name', ''), ('membership__isnull', False)), models.Q(('membership__isnull', True), models.Q(('guest_email', ''), _negated=True), models.Q(('guest_name', ''), _negated=True)), _connector='OR'), name='supporter_member_or_guest'), models.CheckConstraint(condition=models.Q(('every_weeks__range', (1, 26))), name='supporter_weeks')],
            },
        ),
        migrations.CreateModel(
            name='Pulse',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('asked_on', models.DateField()),
                ('change', models.SmallIntegerField(null=True)),
                ('comment', portal.vault.fields.SealedTextField(default=b'')),
                ('answered_at', models.DateTimeField(null=True)),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('supporter', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pulses', to='goals.supporter')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'supporter', 'asked_on'), name='pulse_per_day'), models.CheckConstraint(condition=models.Q(('change__range', (-3, 3))), name='pulse_change'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('change__isnull', True)), models.Q(('answered_at__isnull', False), ('change__isnull', False)), _connector='OR'), name='pulse_answered')],
            },
        ),
        migrations.CreateModel(
            name='CheckIn',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('going', models.CharField(choices=[('well', 'Going well'), ('slowly', 'Slower than planned'), ('stuck', 'Stuck')], max_length=8)),
                ('note', portal.vault.fields.SealedTextField(default=b'')),
                ('told_at', models.DateTimeField()),
                ('action', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='check_ins', to='goals.action')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('told_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
            ],
            options={
                'indexes': [models.Index(fields=['organization', 'action', '-told_at'], name='check_in_of_action')],
            },
        ),
        migrations.CreateModel(
            name='Competency',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('area', models.CharField(blank=True, max_length=80)),
                ('description', models.TextField(blank=True)),
                ('created_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('created_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('ended_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
            ],
            options={
                'indexes': [models.Index(fields=['organization', 'area', 'name'], name='competency_list')],
                'constraints': [models.UniqueConstraint(fields=('organization', 'name'), name='competency_name'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='competency_ended_paired')],
            },
        ),
        migrations.CreateModel(
            name='Exercise',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=140)),
                ('text', models.TextField()),
                ('minutes', models.PositiveSmallIntegerField(default=20)),
                ('source', models.CharField(blank=True, max_length=200)),
                ('created_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('competency', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='goals.competency')),
                ('created_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('ended_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'title'), name='exercise_title'), models.CheckConstraint(condition=models.Q(('minutes__range', (1, 600))), name='exercise_minutes'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='exercise_ended_paired')],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('title', portal.vault.fields.SealedTextField()),
                ('text', portal.vault.fields.SealedTextField()),
                ('due_on', models.DateField()),
                ('assigned_at', models.DateTimeField()),
                ('reply', portal.vault.fields.SealedTextField(default=b'')),
                ('replied_at', models.DateTimeField(null=True)),
                ('answer', portal.vault.fields.SealedTextField(default=b'')),
                ('answered_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('answered_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('assigned_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('objective', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='goals.objective')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('owner', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='engagements.participation')),
                ('replied_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('withdrawn_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('exercise', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='goals.exercise')),
            ],
            options={
                'indexes': [models.Index(fields=['organization', 'owner', 'replied_at', 'due_on'], name='assignment_of_owner'), models.Index(condition=models.Q(('replied_at__isnull', True), ('withdrawn_at__isnull', True)), fields=['organization', 'due_on'], name='assignment_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('replied_at__isnull', True), ('replied_by__isnull', True)), models.Q(('replied_at__isnull', False), ('replied_by__isnull', False)), _connector='OR'), name='assignment_replied_paired'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False), ('replied_at__isnull', False)), _connector='OR'), name='assignment_answered_paired'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='assignment_withdrawn_paired')],
            },
        ),
        migrations.AddField(
            model_name='measurement',
            name='source',
            field=models.CharField(blank=True, choices=[('count', 'I counted it'), ('survey', 'A survey'), ('feedback', 'What others said'), ('observation', 'Somebody watched'), ('records', 'Records or a system'), ('other', 'Something else')], max_length=12),
        ),
        migrations.AddField(
            model_name='objective',
            name='area',
            field=portal.vault.fields.SealedTextField(default=b''),
        ),
        migrations.AddField(
            model_name='objective',
            name='evidence',
            field=portal.vault.fields.SealedTextField(default=b''),
        ),
        migrations.AddField(
            model_name='objective',
            name='highest',
            field=models.DecimalField(decimal_places=2, max_digits=12, null=True),
        ),
        migrations.AddField(
            model_name='objective',
            name='lowest',
            field=models.DecimalField(decimal_places=2, max_digits=12, null=True),
        ),
        migrations.AddField(
            model_name='objective',
            name='proof',
            field=portal.vault.fields.SealedTextField(default=b''),
        ),
        migrations.AddField(
            model_name='objective',
            name='competency',
            field=portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='goals.competency'),
        ),
        migrations.AddConstraint(
            model_name='objective',
            constraint=models.CheckConstraint(condition=models.Q(('lowest__lt', models.F('highest'))), name='objective_scale'),
        ),
        operations.GuardTenantTables(),
        operations.AppendOnly("goals_revisionconsent"),
    ]
