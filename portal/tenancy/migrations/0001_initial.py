from django.db import migrations

from portal.tenancy.operations import CreateTenancySchema


class Migration(migrations.Migration):
    dependencies = []
    operations = [CreateTenancySchema()]
