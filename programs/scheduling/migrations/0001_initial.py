import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import portal.tenancy.models
import portal.vault.fields
import timezone_field.fields
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

from django.contrib.postgres.operations import BtreeGistExtension
from portal.tenancy import operations

class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenancy', '0001_initial'),
        ('accounts', '0001_initial'),
        ('engagements', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(blank=True, max_length=140)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('time_zone', timezone_field.fields.TimeZoneField()),
                ('wall_time', models.CharField(max_length=16)),
                ('state', models.CharField(choices=[('held', 'Proposed'), ('confirmed', 'Planned'), ('completed', 'Held'), ('cancelled', 'Cancelled')], default='confirmed', max_length=10)),
                ('sequence', models.PositiveIntegerField(default=0)),
                ('place', models.CharField(blank=True, max_length=140)),
                ('join_url', models.URLField(blank=True)),
                ('remind_at', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField()),
                ('moved_from', models.DateTimeField(null=True)),
                ('change_reason', models.CharField(blank=True, max_length=200)),
                ('completed_at', models.DateTimeField(null=True)),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('cancelled_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('completed_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('created_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('engagement', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='engagements.engagement')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
            ],
        ),
        migrations.CreateModel(
            name='SessionPlace',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('period', django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ('blocks', models.BooleanField(default=True)),
                ('reply', models.CharField(blank=True, choices=[('coming', 'Coming'), ('not_coming', 'Can’t come')], max_length=10)),
                ('attendance', models.CharField(blank=True, choices=[('present', 'Attended'), ('absent', 'Missed'), ('excused', 'Excused'), ('no_show', 'Did not come')], max_length=8)),
                ('marked_at', models.DateTimeField(null=True)),
                ('marked_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('participation', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='engagements.participation')),
                ('session', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='scheduling.session')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('proposed_at', models.DateTimeField()),
                ('text', portal.vault.fields.SealedTextField()),
                ('chosen', models.BooleanField(default=False)),
                ('engagement', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='topics', to='engagements.engagement')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('proposed_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='topics', to='engagements.participation')),
                ('session', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='topics', to='scheduling.session')),
            ],
        ),
        migrations.CreateModel(
            name='TopicBacking',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('participation', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='engagements.participation')),
                ('topic', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='backings', to='scheduling.topic')),
            ],
        ),
        migrations.AddIndex(
            model_name='session',
            index=models.Index(fields=['organization', 'engagement', 'starts_at'], name='session_of_engagement'),
        ),
        migrations.AddIndex(
            model_name='session',
            index=models.Index(condition=models.Q(('remind_at__isnull', False)), fields=['organization', 'remind_at'], name='session_remind_due'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='session_period'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('completed_at__isnull', False), ('completed_by__isnull', False), ('state', 'completed')), models.Q(models.Q(('state', 'completed'), _negated=True), ('completed_at__isnull', True), ('completed_by__isnull', True)), _connector='OR'), name='session_completed_paired'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', False), ('cancelled_by__isnull', False), ('state', 'cancelled')), models.Q(models.Q(('state', 'cancelled'), _negated=True), ('cancelled_at__isnull', True), ('cancelled_by__isnull', True)), _connector='OR'), name='session_cancelled_paired'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('remind_at__isnull', True), ('state', 'confirmed'), _connector='OR'), name='session_reminds_only_confirmed'),
        ),
        migrations.AddIndex(
            model_name='sessionplace',
            index=models.Index(fields=['organization', 'participation'], name='place_of_participation'),
        ),
        migrations.AddConstraint(
            model_name='sessionplace',
            constraint=models.UniqueConstraint(fields=('organization', 'session', 'participation'), name='place_once'),
        ),
        migrations.AddConstraint(
            model_name='sessionplace',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('attendance', ''), ('marked_at__isnull', True), ('marked_by__isnull', True)), models.Q(('marked_at__isnull', False), ('marked_by__isnull', False), models.Q(('attendance', ''), _negated=True)), _connector='OR'), name='place_marked_paired'),
        ),
        migrations.AddConstraint(
            model_name='sessionplace',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('blocks', True)), expressions=[('user', '='), ('period', '&&')], name='place_nobody_twice'),
        ),
        migrations.AddIndex(
            model_name='topic',
            index=models.Index(fields=['organization', 'engagement', 'session'], name='topic_of_session'),
        ),
        migrations.AddConstraint(
            model_name='topicbacking',
            constraint=models.UniqueConstraint(fields=('organization', 'topic', 'participation'), name='backing_once'),
        ),
        operations.GuardTenantTables(),
        operations.OrganizationsDue("sessions_due", "scheduling_session", "remind_at <= $1"),
    ]
