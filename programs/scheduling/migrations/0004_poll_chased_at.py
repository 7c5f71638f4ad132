from django.db import migrations, models

from portal.tenancy import operations


class Migration(migrations.Migration):

    dependencies = [
        ('scheduling', '0003_arranging'),
    ]

    operations = [
        migrations.AddField(
            model_name='poll',
            name='chased_at',
            field=models.DateTimeField(null=True),
        ),
        operations.GuardTenantTables(),
    ]
