import django.db.models.deletion
import portal.tenancy.models
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
            name='Course',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=140)),
                ('summary', models.TextField()),
                ('outcomes', models.TextField(blank=True)),
                ('length', models.CharField(blank=True, max_length=120)),
                ('created_at', models.DateTimeField()),
                ('created_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('program', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='courses', to='engagements.program')),
            ],
        ),
        migrations.CreateModel(
            name='Cohort',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('place', models.CharField(blank=True, max_length=140)),
                ('seats', models.PositiveSmallIntegerField()),
                ('seats_taken', models.PositiveSmallIntegerField(default=0)),
                ('needed_attendance', models.PositiveSmallIntegerField(default=0)),
                ('enrol_until', models.DateTimeField(null=True)),
                ('engagement', portal.tenancy.models.OrganizationOneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='cohort', to='engagements.engagement')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('course', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cohorts', to='training.course')),
            ],
        ),
        migrations.CreateModel(
            name='Enrollment',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('requested', 'Requested'), ('approved', 'Approved'), ('enrolled', 'Enrolled'), ('waitlisted', 'On the waiting list'), ('offered', 'Place offered'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn'), ('completed', 'Completed'), ('not_completed', 'Not completed')], max_length=14)),
                ('requested_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('cohort', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enrollments', to='training.cohort')),
                ('membership', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrollments', to='accounts.membership')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('participation', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='engagements.participation')),
            ],
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(max_length=9, unique=True)),
                ('claims', models.JSONField()),
                ('issued_at', models.DateTimeField()),
                ('issued_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('enrollment', portal.tenancy.models.OrganizationOneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='certificate', to='training.enrollment')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='course',
            constraint=models.UniqueConstraint(fields=('organization', 'title'), name='course_title'),
        ),
        migrations.AddConstraint(
            model_name='cohort',
            constraint=models.CheckConstraint(condition=models.Q(('id', models.F('engagement_id'))), name='cohort_shares_id'),
        ),
        migrations.AddConstraint(
            model_name='cohort',
            constraint=models.CheckConstraint(condition=models.Q(('seats__gt', 0)), name='cohort_seats'),
        ),
        migrations.AddConstraint(
            model_name='cohort',
            constraint=models.CheckConstraint(condition=models.Q(('seats_taken__lte', models.F('seats'))), name='cohort_never_oversold'),
        ),
        migrations.AddIndex(
            model_name='enrollment',
            index=models.Index(fields=['organization', 'cohort', 'state'], name='enrollment_of_cohort'),
        ),
        migrations.AddIndex(
            model_name='enrollment',
            index=models.Index(fields=['organization', 'membership'], name='enrollment_mine'),
        ),
        migrations.AddConstraint(
            model_name='enrollment',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['approved', 'completed', 'enrolled', 'not_completed', 'offered', 'requested', 'waitlisted'])), fields=('organization', 'cohort', 'membership'), name='enrollment_once'),
        ),
        operations.GuardTenantTables(),
        operations.AppendOnly("training_certificate"),
        operations.OrganizationOf("certificate_organization", "training_certificate", "code"),
    ]
