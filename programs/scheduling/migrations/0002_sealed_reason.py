from django.db import migrations

import portal.vault.fields


class Migration(migrations.Migration):
    """The reason of a move or cancellation is what a person wrote, so it is sealed like topics and notes."""

    dependencies = [("scheduling", "0001_initial")]

    operations = [
        migrations.RemoveField("session", "change_reason"),
        migrations.AddField("session", "change_reason", portal.vault.fields.SealedTextField(null=True)),
    ]
