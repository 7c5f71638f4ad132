from django.db import migrations


class Migration(migrations.Migration):
    """The table of Django's database cache, as `createcachetable` makes it."""

    dependencies = [("accounts", "0002_call_template")]
    operations = [
        migrations.RunSQL(
            """
            CREATE TABLE sign_in_limits (
                cache_key varchar(255) NOT NULL PRIMARY KEY,
                value text NOT NULL,
                expires timestamp with time zone NOT NULL
            );
            CREATE INDEX sign_in_limits_expires ON sign_in_limits (expires)
            """,
            "DROP TABLE sign_in_limits",
        )
    ]
