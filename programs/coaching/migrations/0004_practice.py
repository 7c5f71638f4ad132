import django.db.models.deletion
import portal.tenancy.models
import portal.vault.fields
import uuid_utils.compat
from django.db import migrations, models

from portal.tenancy import operations


class Migration(migrations.Migration):
    """What people wrote in a design is sealed from now on; the texts that were sent for signing were so before."""

    dependencies = [
        ('accounts', '0004_language'),
        ('coaching', '0003_nudges'),
        ('engagements', '0003_reminder_times'),
        ('goals', '0004_practice'),
        ('scheduling', '0007_preparing'),
    ]

    operations = [
        migrations.CreateModel(
            name='Amendment',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('reason', portal.vault.fields.SealedTextField()),
                ('draft', portal.vault.fields.SealedTextField()),
                ('proposed_at', models.DateTimeField()),
                ('agreed_at', models.DateTimeField(null=True)),
                ('dropped_at', models.DateTimeField(null=True)),
                ('agreed_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('contract', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='amendments', to='coaching.contract')),
                ('dropped_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('proposed_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'contract', 'number'), name='amendment_number'), models.UniqueConstraint(condition=models.Q(('agreed_at__isnull', True), ('dropped_at__isnull', True)), fields=('organization', 'contract'), name='amendment_open_once'), models.CheckConstraint(condition=models.Q(models.Q(('agreed_at__isnull', True), ('agreed_by__isnull', True)), models.Q(('agreed_at__isnull', False), ('agreed_by__isnull', False)), _connector='OR'), name='amendment_agreed_paired'), models.CheckConstraint(condition=models.Q(models.Q(('dropped_at__isnull', True), ('dropped_by__isnull', True)), models.Q(('agreed_at__isnull', True), ('dropped_at__isnull', False), ('dropped_by__isnull', False)), _connector='OR'), name='amendment_dropped_paired')],
            },
        ),
        migrations.CreateModel(
            name='Charge',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('free', 'Does not count'), ('late', 'Cancelled too late, so it counts'), ('waived', 'Cancelled late, and let go')], max_length=8)),
                ('charged_at', models.DateTimeField()),
                ('charged_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('session', portal.tenancy.models.OrganizationOneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='charge', to='scheduling.session')),
            ],
        ),
        migrations.CreateModel(
            name='Clause',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('topic', models.CharField(choices=[('logistics', 'Logistics'), ('fees', 'Fees'), ('scheduling', 'Scheduling'), ('duration', 'Duration'), ('termination', 'Termination'), ('confidentiality', 'Confidentiality'), ('inclusion', 'Inclusion of others'), ('roles', 'Roles and responsibilities')], max_length=16)),
                ('title', models.CharField(max_length=120)),
                ('text', models.TextField()),
                ('preset', models.BooleanField(default=False)),
                ('private', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('created_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('ended_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('program', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='clauses', to='engagements.program')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'program', 'title'), name='clause_title', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='clause_ended_paired')],
            },
        ),
        migrations.CreateModel(
            name='CoachChoice',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('wishes', portal.vault.fields.SealedTextField(default=b'')),
                ('competencies', models.JSONField(default=list)),
                ('languages', models.JSONField(default=list)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('session_budget', models.PositiveSmallIntegerField(default=8)),
                ('asked_at', models.DateTimeField()),
                ('offered_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('asked_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('client', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.membership')),
                ('ended_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('offered_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('program', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='coach_choices', to='engagements.program')),
                ('sponsor', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='accounts.membership')),
            ],
            options={
                'indexes': [models.Index(fields=['organization', 'program', 'ended_at'], name='coach_choice_of_program')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('organization', 'program', 'client'), name='coach_choice_open_once'), models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='coach_choice_dates'), models.CheckConstraint(condition=models.Q(('session_budget__range', (1, 100))), name='coach_choice_budget'), models.CheckConstraint(condition=models.Q(models.Q(('offered_at__isnull', True), ('offered_by__isnull', True)), models.Q(('offered_at__isnull', False), ('offered_by__isnull', False)), _connector='OR'), name='coach_choice_offered_paired'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='coach_choice_ended_paired')],
            },
        ),
        migrations.CreateModel(
            name='CoachProfile',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('source', models.CharField(choices=[('internal', 'Works here'), ('provider', 'From a provider'), ('independent', 'Independent')], default='internal', max_length=12)),
                ('provider', models.CharField(blank=True, max_length=120)),
                ('approach', models.TextField(blank=True)),
                ('languages', models.JSONField(default=list)),
                ('capacity', models.PositiveSmallIntegerField(default=5)),
                ('is_open', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField()),
                ('created_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('membership', portal.tenancy.models.OrganizationOneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='coach_profile', to='accounts.membership')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('capacity__range', (0, 100))), name='coach_capacity'), models.CheckConstraint(condition=models.Q(models.Q(('source', 'provider'), models.Q(('provider', ''), _negated=True)), models.Q(models.Q(('source', 'provider'), _negated=True), ('provider', '')), _connector='OR'), name='coach_provider_paired')],
            },
        ),
        migrations.CreateModel(
            name='CoachCompetency',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('competency', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='goals.competency')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('profile', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='competencies', to='coaching.coachprofile')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'profile', 'competency'), name='coach_competency_once')],
            },
        ),
        migrations.CreateModel(
            name='CoachProposal',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('state', models.CharField(choices=[('offered', 'Proposed'), ('meeting', 'Getting to know each other'), ('chosen', 'Chosen'), ('thanked', 'Another coach was chosen'), ('declined', 'Not possible now')], default='offered', max_length=10)),
                ('proposed_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('choice', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='coaching.coachchoice')),
                ('coach', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.membership')),
                ('contract', portal.tenancy.models.OrganizationOneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposal', to='coaching.contract')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('proposed_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('settled_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
            ],
            options={
                'indexes': [models.Index(fields=['organization', 'coach', 'state'], name='coach_proposal_of_coach')],
                'constraints': [models.UniqueConstraint(fields=('organization', 'choice', 'coach'), name='coach_proposal_once'), models.UniqueConstraint(condition=models.Q(('state', 'chosen')), fields=('organization', 'choice'), name='coach_proposal_chosen_once'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True), ('state__in', ['offered', 'meeting'])), models.Q(models.Q(('state__in', ['offered', 'meeting']), _negated=True), ('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='coach_proposal_settled_paired')],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('part', models.CharField(max_length=60)),
                ('text', portal.vault.fields.SealedTextField()),
                ('written_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('client', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='engagements.participation')),
                ('contract', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='coaching.contract')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('settled_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('written_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='engagements.participation')),
            ],
            options={
                'indexes': [models.Index(fields=['organization', 'contract', 'settled_at'], name='comment_of_contract')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='comment_settled_paired')],
            },
        ),
        migrations.CreateModel(
            name='ContractClause',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('topic', models.CharField(choices=[('logistics', 'Logistics'), ('fees', 'Fees'), ('scheduling', 'Scheduling'), ('duration', 'Duration'), ('termination', 'Termination'), ('confidentiality', 'Confidentiality'), ('inclusion', 'Inclusion of others'), ('roles', 'Roles and responsibilities')], max_length=16)),
                ('title', models.CharField(max_length=120)),
                ('text', portal.vault.fields.SealedTextField()),
                ('private', models.BooleanField(default=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('clause', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='coaching.clause')),
                ('contract', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='clauses', to='coaching.contract')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'contract', 'title'), name='contract_clause_title')],
            },
        ),
        migrations.CreateModel(
            name='Credential',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('issuer', models.CharField(max_length=120)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('issued_on', models.DateField()),
                ('expires_on', models.DateField(null=True)),
                ('written_at', models.DateTimeField()),
                ('checked_at', models.DateTimeField(null=True)),
                ('refused_at', models.DateTimeField(null=True)),
                ('checked_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('profile', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='credentials', to='coaching.coachprofile')),
                ('refused_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('written_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
            ],
            options={
                'indexes': [models.Index(fields=['organization', 'expires_on'], name='credential_expires')],
                'constraints': [models.UniqueConstraint(fields=('organization', 'profile', 'issuer', 'name'), name='credential_once'), models.CheckConstraint(condition=models.Q(('expires_on__gt', models.F('issued_on'))), name='credential_dates'), models.CheckConstraint(condition=models.Q(models.Q(('checked_at__isnull', True), ('checked_by__isnull', True)), models.Q(('checked_at__isnull', False), ('checked_by__isnull', False), ('refused_at__isnull', True)), _connector='OR'), name='credential_checked_paired'), models.CheckConstraint(condition=models.Q(models.Q(('refused_at__isnull', True), ('refused_by__isnull', True)), models.Q(('refused_at__isnull', False), ('refused_by__isnull', False)), _connector='OR'), name='credential_refused_paired')],
            },
        ),
        migrations.CreateModel(
            name='HoursConsent',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('given_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('client', portal.tenancy.models.OrganizationOneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='hours_consent', to='engagements.participation')),
                ('given_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('withdrawn_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), _connector='OR'), name='hours_consent_withdrawn_paired')],
            },
        ),
        migrations.CreateModel(
            name='NextStep',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('way', models.CharField(choices=[('own', 'I go on by myself'), ('coaching', 'Another coaching contract'), ('mentoring', 'A mentor'), ('training', 'A course'), ('give_back', 'I want to help others on their way')], max_length=10)),
                ('note', portal.vault.fields.SealedTextField(default=b'')),
                ('chosen_at', models.DateTimeField()),
                ('chosen_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('client', portal.tenancy.models.OrganizationOneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='next_step', to='engagements.participation')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
            ],
        ),
        migrations.CreateModel(
            name='Portrait',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('strengths', portal.vault.fields.SealedTextField(default=b'')),
                ('development', portal.vault.fields.SealedTextField(default=b'')),
                ('written_at', models.DateTimeField()),
                ('client', portal.tenancy.models.OrganizationOneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='portrait', to='engagements.participation')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('written_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
            ],
        ),
        migrations.CreateModel(
            name='RaterSuggestion',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('group', models.CharField(max_length=12)),
                ('suggested_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('taken', models.BooleanField(default=False)),
                ('answered_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('client', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='engagements.participation')),
                ('membership', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.membership')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('suggested_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='engagements.participation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'client', 'membership', 'email'), name='rater_suggestion_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True), ('taken', False)), models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='rater_suggestion_answered_paired')],
            },
        ),
        migrations.CreateModel(
            name='SponsorReport',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('progress', portal.vault.fields.SealedTextField(default=b'')),
                ('support', portal.vault.fields.SealedTextField(default=b'')),
                ('figures', portal.vault.fields.SealedTextField(default=b'')),
                ('with_objectives', models.BooleanField(default=True)),
                ('with_attendance', models.BooleanField(default=True)),
                ('written_at', models.DateTimeField()),
                ('released_at', models.DateTimeField(null=True)),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('client', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='engagements.participation')),
                ('contract', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='coaching.contract')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('released_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('taken_back_by', portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
                ('written_by', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'client', 'number'), name='sponsor_report_number'), models.UniqueConstraint(condition=models.Q(('released_at__isnull', True)), fields=('organization', 'client'), name='sponsor_report_one_draft'), models.CheckConstraint(condition=models.Q(models.Q(('released_at__isnull', True), ('released_by__isnull', True)), models.Q(('released_at__isnull', False), ('released_by__isnull', False)), _connector='OR'), name='sponsor_report_released_paired'), models.CheckConstraint(condition=models.Q(models.Q(('taken_back_at__isnull', True), ('taken_back_by__isnull', True)), models.Q(('released_at__isnull', False), ('taken_back_at__isnull', False), ('taken_back_by__isnull', False)), _connector='OR'), name='sponsor_report_taken_back_paired')],
            },
        ),
        migrations.CreateModel(
            name='VersionPart',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('text', portal.vault.fields.SealedTextField()),
                ('digest', models.CharField(max_length=64)),
                ('client', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='engagements.participation')),
                ('organization', models.ForeignKey(default=portal.tenancy.models.current_organization_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organization')),
                ('version', portal.tenancy.models.OrganizationForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='coaching.contractversion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organization', 'version', 'client'), name='version_part_once')],
            },
        ),
        migrations.AddField(
            model_name='contract',
            name='late_counts',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='contract',
            name='paid',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='contract',
            name='turn',
            field=models.CharField(blank=True, choices=[('client', 'The client'), ('coach', 'The coach')], max_length=6),
        ),
        migrations.AddField(
            model_name='contract',
            name='turn_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='contract',
            name='turn_by',
            field=portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.membership'),
        ),
        migrations.RemoveField(
            model_name='contract',
            name='focus_areas',
        ),
        migrations.AddField(
            model_name='contract',
            name='focus_areas',
            field=portal.vault.fields.SealedTextField(default=b''),
        ),
        migrations.RemoveField(
            model_name='contract',
            name='purpose',
        ),
        migrations.AddField(
            model_name='contract',
            name='purpose',
            field=portal.vault.fields.SealedTextField(default=b''),
        ),
        migrations.RemoveField(
            model_name='contract',
            name='working_arrangement',
        ),
        migrations.AddField(
            model_name='contract',
            name='working_arrangement',
            field=portal.vault.fields.SealedTextField(default=b''),
        ),
        migrations.AddConstraint(
            model_name='contract',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('turn', ''), ('turn_at__isnull', True), ('turn_by__isnull', True)), models.Q(models.Q(('turn', ''), _negated=True), ('turn_at__isnull', False), ('turn_by__isnull', False)), _connector='OR'), name='contract_turn_paired'),
        ),
        migrations.AddField(
            model_name='contractversion',
            name='amendment',
            field=portal.tenancy.models.OrganizationForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='coaching.amendment'),
        ),
        operations.GuardTenantTables(),
        operations.AppendOnly("coaching_versionpart"),
    ]
