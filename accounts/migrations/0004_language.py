from django.db import migrations, models

import portal.languages


class Migration(migrations.Migration):
    """The language of somebody's mails."""

    dependencies = [("accounts", "0003_sign_in_limits")]
    operations = [
        migrations.AddField(
            model_name="user",
            name="language",
            field=models.CharField(choices=portal.languages.language_choices, default="en", max_length=5),
        ),
    ]
