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
            name='AuditEntry',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by_user', models.UUIDField(null=True)),
                ('verb', models.CharField(max_length=80)),
                ('subject_type', models.CharField(max_length=80)),
                ('subject_id', models.UUIDField()),
                ('data', models.JSONField(default=dict)),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
            ],
            options={
                'indexes': [models.Index(fields=['organization', '-at'], name='audit_newest'), models.Index(fields=['organization', 'subject_id', '-at'], name='audit_subject')],
            },
        ),
        operations.GuardTenantTables(),
        operations.AppendOnly("audit_auditentry"),
    ]
