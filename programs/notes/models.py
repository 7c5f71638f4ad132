"""Notes: ciphertext with an audience. The database lets only their readers select them."""

from django.db import models
from django.db.models import F, Q

from accounts.models import Membership
from portal.tenancy.models import OrganizationForeignKey, OrganizationOwned
from portal.vault.fields import SealedTextField
from programs.engagements.models import Engagement, Participation, Program
from programs.notes.legible import Legible
from programs.scheduling.models import Session, Topic


class Note(Legible, OrganizationOwned):
    """What somebody filed. A life question has no audience but the people whom it names."""

    class Kind(models.TextChoices):
        NOTE = "note", "Note"
        STORY = "story", "Story"
        INSIGHT = "insight", "Insight"
        REFLECTION = "reflection", "Reflection"

    class Audience(models.TextChoices):
        PRIVATE = "private", "Only you"
        NAMED = "named", "People you name"
        ENGAGEMENT = "engagement", "Everybody here"
        SPONSOR = "sponsor", "Everybody here and the sponsor"

    engagement = OrganizationForeignKey(Engagement, on_delete=models.CASCADE, related_name="notes")
    session = OrganizationForeignKey(Session, on_delete=models.CASCADE, null=True, related_name="notes")
    author = OrganizationForeignKey(Participation, on_delete=models.PROTECT, related_name="notes")
    author_member = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NOTE)
    audience = models.CharField(max_length=10, choices=Audience)
    life = models.BooleanField(default=False)  # a question of life beyond work: the strictest rule
    together = models.BooleanField(default=False)  # everybody who reads it may change it
    text = SealedTextField()
    version = models.PositiveIntegerField(default=1)  # two people who edit the same version: the second is told
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    changed_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)  # to the sponsor
    released_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)  # the text is gone, as agreed or as its author wished

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(life=False) | Q(audience__in=["private", "named"]), name="note_life"),
            models.CheckConstraint(
                condition=Q(changed_at__isnull=True, changed_by__isnull=True)
                | Q(changed_at__isnull=False, changed_by__isnull=False),
                name="note_changed_paired",
            ),
            models.CheckConstraint(
                condition=Q(audience="sponsor", released_at__isnull=False, released_by__isnull=False)
                | (~Q(audience="sponsor") & Q(released_at__isnull=True, released_by__isnull=True)),
                name="note_released_paired",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "engagement", "session"], name="note_of_session"),
            models.Index(fields=["organization", "engagement", "-written_at"], name="note_of_engagement"),
            models.Index(fields=["organization", "author_member", "-written_at"], name="note_of_author"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class NoteReader(OrganizationOwned):
    """That a note names somebody as its reader."""

    note = OrganizationForeignKey(Note, on_delete=models.CASCADE, related_name="named")
    participation = OrganizationForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    member = OrganizationForeignKey(Membership, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "note", "member"], name="note_reader_once")]
        indexes = [models.Index(fields=["organization", "member"], name="note_reader_of")]

    def __str__(self) -> str:
        return str(self.member_id)


class NoteVersion(Legible, OrganizationOwned):
    """A text that a note had before: where several people write together, nothing of anybody is lost."""

    note = OrganizationForeignKey(Note, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = SealedTextField()
    written_at = models.DateTimeField()
    written_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "note", "number"], name="note_version_once")]

    def __str__(self) -> str:
        return f"version {self.number}"


class NoteDraft(OrganizationOwned):
    """What somebody is writing and has not saved, one for each form that they have open; nobody else sees it."""

    member = OrganizationForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    engagement = OrganizationForeignKey(Engagement, on_delete=models.CASCADE, related_name="+")
    session = OrganizationForeignKey(Session, on_delete=models.CASCADE, null=True, related_name="+")
    note = OrganizationForeignKey(Note, on_delete=models.CASCADE, null=True, related_name="+")
    form = models.SlugField(max_length=20)  # "note", "write-up": which form of these
    fields = SealedTextField()  # JSON, as the form had them: incomplete and unchecked
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "member", "engagement", "session", "note", "form"],
                name="note_draft_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Opening(OrganizationOwned):
    """A way in for those who run the program, as the covenant reserved it: with a reason, for a while, told to all."""

    class Kind(models.TextChoices):
        OVERSIGHT = "oversight", "Oversight"
        EMERGENCY = "emergency", "Emergency"

    engagement = OrganizationForeignKey(Engagement, on_delete=models.CASCADE, related_name="openings")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = SealedTextField()
    asked_at = models.DateTimeField()
    asked_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)  # an emergency needs a second person; oversight is its own yes
    approved_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    refused_at = models.DateTimeField(null=True)
    refused_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField(null=True)  # from the approval on

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True, expires_at__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False, expires_at__isnull=False),
                name="opening_approved_paired",
            ),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=True, refused_by__isnull=True)
                | Q(refused_at__isnull=False, refused_by__isnull=False, approved_at__isnull=True),
                name="opening_refused_paired",
            ),
            models.CheckConstraint(
                condition=Q(kind="oversight") | Q(approved_by__isnull=True) | ~Q(approved_by=F("asked_by")),
                name="opening_two_people",
            ),
        ]
        indexes = [models.Index(fields=["organization", "engagement", "expires_at"], name="opening_of_engagement")]

    def __str__(self) -> str:
        return self.kind


class NoteAccess(OrganizationOwned):
    """The ledger: that somebody opened a note of somebody else. Once for each hour in which they did; never changed."""

    note = OrganizationForeignKey(Note, on_delete=models.CASCADE, related_name="accesses")
    engagement = OrganizationForeignKey(Engagement, on_delete=models.CASCADE, related_name="+")
    reader = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    hour = models.DateTimeField()  # the hour in which it was opened
    opened_at = models.DateTimeField()  # the first time in this hour
    opening = OrganizationForeignKey(Opening, on_delete=models.PROTECT, null=True, related_name="accesses")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "note", "reader", "hour"], name="access_once_an_hour")
        ]
        indexes = [models.Index(fields=["organization", "engagement", "-opened_at"], name="access_of_engagement")]

    def __str__(self) -> str:
        return str(self.pk)


class HiddenPrompts(OrganizationOwned):
    """That somebody wants no prompts beside the notes of one kind of engagement."""

    member = OrganizationForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "member", "kind"], name="hidden_prompts_once")]

    def __str__(self) -> str:
        return self.kind


class Story(OrganizationOwned):
    """What somebody who was there before tells to everybody in the program, once both it concerns have said yes."""

    program = OrganizationForeignKey(Program, on_delete=models.CASCADE, related_name="stories")
    engagement = OrganizationForeignKey(Engagement, on_delete=models.SET_NULL, null=True, related_name="+")
    told_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    about = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")  # whose question
    challenge = models.CharField(max_length=12, choices=Topic.Kind)
    title = SealedTextField()
    text = SealedTextField()
    written_at = models.DateTimeField()
    teller_yes_at = models.DateTimeField(null=True)  # the teller's yes to exactly this text
    other_yes_at = models.DateTimeField(null=True)  # the other's yes to exactly this text
    published_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)  # when the teller last said that it still holds
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = OrganizationForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="story_withdrawn_paired",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True)
                | (Q(teller_yes_at__isnull=False) & (Q(about__isnull=True) | Q(other_yes_at__isnull=False))),
                name="story_both_consents",
            ),
        ]
        indexes = [models.Index(fields=["organization", "program", "-published_at"], name="story_of_program")]

    def __str__(self) -> str:
        return str(self.pk)
