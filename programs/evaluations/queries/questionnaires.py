"""Reads over questionnaires and drafts: of questions, and of answers on the way."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count
from django.http import Http404

from programs.engagements.models import Participation
from programs.evaluations.library import ENDINGS, STANDARDS
from programs.evaluations.models import Draft, Questionnaire, Request, RoundPlan
from programs.evaluations.queries.rounds import place_in
from programs.evaluations.questions import Words, for_role, in_language

ASKED_BY_ITSELF = {ending.code for ending in ENDINGS.values()} | {"feedback-360"}


@dataclass
class QuestionnaireFamily:
    """All versions of a questionnaire, the newest first, each with `.used`: by how many rounds."""

    code: str
    versions: list[Questionnaire] = field(default_factory=list)

    @property
    def draft(self) -> Questionnaire | None:
        """The version that is being written."""
        return next((row for row in self.versions if row.published_at is None), None)

    @property
    def asked(self) -> Questionnaire | None:
        """The version that new rounds use."""
        return next((row for row in self.versions if row.published_at and not row.retired_at), None)

    @property
    def shown(self) -> Questionnaire:
        """The version that stands for all of them."""
        return self.asked or self.versions[0]

    @property
    def used(self) -> int:
        """Rounds of all versions."""
        return sum(row.used for row in self.versions)


def newest_questionnaire(code: str) -> Questionnaire | None:
    """The published version that new rounds use."""
    published = Questionnaire.objects.filter(code=code, published_at__isnull=False, retired_at__isnull=True)
    return published.order_by("-version").first()


def questionnaire_families() -> list[QuestionnaireFamily]:
    """Every questionnaire of the organization, by title."""
    found: dict[str, QuestionnaireFamily] = {}
    for row in _versions():
        found.setdefault(row.code, QuestionnaireFamily(row.code)).versions.append(row)
    return sorted(found.values(), key=lambda family: (family.shown.title.lower(), family.code))


def versions_of(code: str) -> QuestionnaireFamily:
    """All versions of one questionnaire."""
    return QuestionnaireFamily(code, list(_versions().filter(code=code)))


def _versions():
    return Questionnaire.objects.annotate(used=Count("rounds")).order_by("-version")


def get_questionnaire(questionnaire_id: UUID) -> Questionnaire:
    """A version, with `.used`; 404 if there is none."""
    try:
        return _versions().get(pk=questionnaire_id)
    except Questionnaire.DoesNotExist:
        raise Http404 from None


def missing_standards() -> list[str]:
    """Titles of the portal's own questionnaires that are not here yet."""
    there = set(Questionnaire.objects.filter(code__in=STANDARDS).values_list("code", flat=True))
    return [standard.title for code, standard in STANDARDS.items() if code not in there]


def refuses_retiring(questionnaire: Questionnaire) -> str:
    """Why new rounds cannot do without this version; "" when they can."""
    others = Questionnaire.objects.filter(
        code=questionnaire.code, published_at__isnull=False, retired_at__isnull=True
    ).exclude(pk=questionnaire.pk)
    if others.exists():
        return ""
    if questionnaire.code in ASKED_BY_ITSELF:
        return "The portal asks this by itself. Publish a version of your own first, then retire this one."
    if RoundPlan.objects.filter(code=questionnaire.code, ended_at__isnull=True).exists():
        return "A program asks this in its plan. Take it out of the plan first, or publish a newer version."
    return ""


def roles_known() -> list[tuple[str, str]]:
    """Roles that questions can be kept for, with their names."""
    return [(role.value, role.label) for role in Participation.Role]


def questions_for(request: Request, language: str = "") -> list[dict]:
    """The questions that this respondent is asked, with sections and conditions: some are only for a role."""
    return words_for(request, language).questions


def words_for(request: Request, language: str = "") -> Words:
    """Title, introduction and questions for this respondent, in a language if it is translated."""
    words = in_language(request.round.questionnaire, language)
    if not any(question.get("only") for question in words.questions):
        return words
    place = place_in(request.respondent, request.round.engagement_id) if request.respondent_id else None
    asked = for_role(words.questions, place.role if place else "")
    return Words(words.language, words.title, words.introduction, asked)


def draft_answers(request: Request) -> tuple[dict, datetime | None]:
    """What the respondent typed and saved so far, and when. Only for the page of that respondent."""
    draft = Draft.objects.filter(request=request).first()
    return (json.loads(draft.answers), draft.saved_at) if draft else ({}, None)
