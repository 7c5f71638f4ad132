"""The results of a program for those who run it: figures of whole batches, and nothing else.

A cut chooses batches by what a whole batch has: its audience, when it closed, its version of the questions. So two
cuts, or one cut on two days, differ by whole batches.
"""

from dataclasses import dataclass, field
from uuid import UUID

from accounts.models import Membership
from programs.engagements.models import Participation, Program
from programs.engagements.queries import get_program_for
from programs.evaluations.disclosure import Figures, Strength, figures_of, releases_of
from programs.evaluations.models import Batch
from programs.evaluations.queries.batches import answers_by_batch
from programs.evaluations.queries.change import program_changes
from programs.evaluations.queries.overview import Asked, asked_in
from programs.evaluations.wording import ChangeRow, QuestionResult, question_result


@dataclass(frozen=True)
class Cut:
    """Which batches count: all where a part is left empty. `period` is a year, or a year and a quarter ("2026-Q2")."""

    role: str = ""
    period: str = ""
    version: str = ""

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return not (self.role or self.period or self.version)

    def holds(self, batch: Batch) -> bool:
        """Whether this batch counts."""
        return (
            self.role in ("", audience(batch))
            and self.period in ("", str(batch.closed_on.year), quarter(batch))
            and self.version in ("", str(batch.questionnaire.version))
        )


@dataclass(frozen=True)
class Section:
    """One set of questions at one stage, in this cut. `counted` is how many answers it stands on."""

    asked: Asked
    questions: list[QuestionResult]
    counted: int
    introduction: str = ""


@dataclass(frozen=True)
class ProgramResults:
    """All that is told of a program. `choices` are what can be cut by: name to pairs of value and label."""

    program: Program
    cut: Cut
    sections: list[Section]
    changes: list[ChangeRow] = field(default_factory=list)
    choices: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    @property
    def counted(self) -> int:
        """How many answers stand behind the page."""
        return sum(section.counted for section in self.sections)


def program_results_for(membership: Membership, program_id: UUID, cut: Cut | None = None) -> ProgramResults:
    """The results of a program that this person runs, or 404."""
    program = get_program_for(membership, program_id)
    cut = cut or Cut()
    made = Batch.objects.filter(program=program).select_related("questionnaire")
    batches = list(made.order_by("-questionnaire__version", "made_at", "id"))
    told = _told(batches)
    published = [batch for batch in batches if batch.pk in told]
    counting = [batch for batch in published if cut.holds(batch)]
    sections = [_section(asked, counting, told) for asked in asked_in([program.pk])[program.pk]]
    return ProgramResults(program, cut, sections, program_changes(_by_stage(published, told)), _choices(published))


def _told(batches: list[Batch]) -> dict:
    """Batch id to what it tells; all figures of the page come from these."""
    answers = answers_by_batch(batches)
    return {
        batch.pk: releases_of(
            batch.questionnaire.questions,
            answers[batch.pk],
            Strength(batch.answers, batch.most, batch.needed),
        )
        for batch in batches
        if batch.pk in answers
    }


def _section(asked: Asked, batches: list[Batch], told: dict) -> Section:
    own = [batch for batch in batches if (batch.questionnaire.code, batch.stage) == (asked.code, asked.stage)]
    figures = figures_of(told[batch.pk] for batch in own)
    introduction = own[0].questionnaire.introduction if own else ""
    return Section(asked, [question_result(one) for one in figures], sum(batch.answers for batch in own), introduction)


def _by_stage(batches: list[Batch], told: dict) -> dict[str, list[Figures]]:
    stages: dict[str, list] = {}
    for batch in batches:
        stages.setdefault(batch.stage, []).append(told[batch.pk])
    return {stage: figures_of(found) for stage, found in stages.items()}


def audience(batch: Batch) -> str:
    """Who was asked, as a word of an address; "everybody" where no roles were chosen."""
    return "-".join(batch.roles) or "everybody"


def _audience_words(batch: Batch) -> str:
    if not batch.roles:
        return "Everybody who takes part"
    return " and ".join(f"{Participation.Role(role).label}s" for role in batch.roles)


def quarter(batch: Batch) -> str:
    """The quarter in which a batch was complete: "2026-Q2"."""
    return f"{batch.closed_on.year}-Q{(batch.closed_on.month + 2) // 3}"


def _choices(batches: list[Batch]) -> dict[str, list[tuple[str, str]]]:
    """What there is to choose from. One value alone is no choice."""
    roles = {audience(batch): _audience_words(batch) for batch in batches}
    periods = {}
    for batch in batches:
        periods[str(batch.closed_on.year)] = str(batch.closed_on.year)
        periods[quarter(batch)] = f"{batch.closed_on.year}, quarter {quarter(batch)[-1]}"
    versions = {str(batch.questionnaire.version): f"Version {batch.questionnaire.version}" for batch in batches}
    found = {"role": roles, "period": periods, "version": versions}
    return {name: sorted(values.items()) for name, values in found.items() if len(values) > 1}
