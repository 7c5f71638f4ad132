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
    ]

    operations = [
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.SlugField(max_length=40)),
                ('key', models.CharField(max_length=200)),
                ('subject_id', models.UUIDField()),
                ('facts', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('mail', models.CharField(choices=[('due', 'Waiting'), ('sent', 'Sent'), ('missed', 'Came too late'), ('failed', 'Failed'), ('none', 'Notice only')], default='due', max_length=6)),
                ('mail_due_at', models.DateTimeField()),
                ('mail_attempts', models.PositiveSmallIntegerField(default=0)),
                ('sent_at', models.DateTimeField(null=True)),
                ('last_error', models.CharField(blank=True, max_length=200)),
                ('membership', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to='accounts.membership')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('mail', 'due')), fields=['organization', 'mail_due_at'], name='notification_mail_due'), models.Index(fields=['organization', 'membership', '-created_at'], name='notification_mine'), models.Index(condition=models.Q(('read_at__isnull', True)), fields=['organization', 'membership'], name='notification_unread')],
                'constraints': [models.UniqueConstraint(fields=('organization', 'membership', 'key'), name='notification_once'), models.CheckConstraint(condition=models.Q(models.Q(('mail', 'sent'), ('sent_at__isnull', False)), models.Q(models.Q(('mail', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='notification_sent_paired')],
            },
        ),
        operations.GuardTenantTables(),
        operations.OrganizationsDue("mail_due", "notifications_notification", "mail = 'due' AND mail_due_at <= $1"),
        operations.OldestDue("mail_oldest", "notifications_notification", "mail_due_at", "mail = 'due' AND mail_due_at <= $1"),
    ]
