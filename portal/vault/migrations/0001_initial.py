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
            name='OrganizationDataKey',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField()),
                ('wrapped', models.BinaryField()),
                ('wrapped_by', models.CharField(max_length=40)),
                ('created_at', models.DateTimeField()),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'version'), name='data_key_version')],
            },
        ),
        operations.GuardTenantTables(),
    ]
