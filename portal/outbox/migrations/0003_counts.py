from django.db import migrations

from portal.tenancy import operations


class Migration(migrations.Migration):

    dependencies = [
        ("outbox", "0002_waiting_by_subject"),
    ]

    operations = [
        operations.CountOf("outbox_waiting", "outbox_outboxevent", "done_at IS NULL AND parked_at IS NULL"),
        operations.CountOf("outbox_parked", "outbox_outboxevent", "parked_at IS NOT NULL"),
    ]
