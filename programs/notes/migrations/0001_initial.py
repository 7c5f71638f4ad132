import django.db.models.deletion
import portal.tenancy.models
import portal.vault.fields
import uuid_utils.compat
from django.db import migrations, models

from portal.tenancy import operations

class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenancy', '0001_initial'),
        ('accounts', '0001_initial'),
        ('engagements', '0001_initial'),
        ('scheduling', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('audience', models.CharField(choices=[('private', 'Only you'), ('engagement', 'Everybody here')], max_length=10)),
                ('text', portal.vault.fields.SealedTextField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('written_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField(null=True)),
                ('author', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='engagements.participation')),
                ('author_member', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('engagement', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='engagements.engagement')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('session', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='scheduling.session')),
            ],
            options={
                'indexes': [models.Index(fields=['organization', 'engagement', 'session'], name='note_of_session')],
            },
        ),
        operations.GuardTenantTables(),
        operations.RestrictReaders(
            "notes_note",
            "author_member_id IN (SELECT id FROM accounts_membership WHERE user_id = {user})"
            " OR (audience = 'engagement' AND EXISTS ("
            "SELECT 1 FROM engagements_participation p JOIN accounts_membership m ON m.id = p.membership_id"
            " WHERE p.engagement_id = notes_note.engagement_id AND p.left_at IS NULL AND p.role <> 'sponsor'"
            " AND m.user_id = {user}))",
        ),
    ]
