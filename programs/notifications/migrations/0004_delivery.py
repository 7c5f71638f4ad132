from django.db import migrations, models
from django.db.models import Q

from portal.tenancy import operations

TABLE = "notifications_notification"
# Late is what nobody has come for, and what the mail server did not take: each attempt moves the next one away. One
# address that is refused is no reason to think that mails are late (queries/errors.py has the same names).
LATE = f"""
    SELECT least(
        (SELECT min(mail_due_at) FROM {TABLE} WHERE mail = 'due' AND mail_due_at <= $1),
        (SELECT min(mail_due_at) FROM {TABLE} WHERE mail = 'digest' AND mail_due_at <= $1),
        (SELECT min(created_at) FROM {TABLE} WHERE mail = 'due' AND mail_attempts > 0 AND last_error NOT IN
            ('SMTPRecipientsRefused', 'AnymailRecipientsRefused', 'AnymailInvalidAddress'))
    )"""

# Each state by its own index: the two in one condition would read the whole table.
WAITING = " + ".join(
    f"(SELECT count(*) FROM (SELECT 1 FROM {TABLE} WHERE mail = '{mail}' LIMIT 10001) {mail})" for mail in ("due", "digest")
)
WAITING = f"SELECT {WAITING}"


class Migration(migrations.Migration):

    dependencies = [
        ("notifications", "0003_channels"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(fields=["organization", "created_at"], condition=Q(mail="missed"), name="notification_missed"),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(fields=["organization", "sent_at"], condition=Q(mail="sent"), name="notification_sent"),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(fields=["organization", "mail_due_at"], condition=Q(mail="digest"), name="notification_digest"),
        ),
        operations.GuardTenantTables(),
        operations.DefinerFunction("mail_oldest", "timestamptz", "timestamptz", LATE),
        operations.DefinerFunction("mail_waiting", "", "bigint", WAITING),
        operations.CountOf("mail_failed", TABLE, "mail = 'failed'"),
        operations.DefinerFunction(
            "notification_organization", "uuid", "uuid", f"SELECT organization_id FROM {TABLE} WHERE id = $1"
        ),
    ]
