"""What those who run programs see of evaluations: which questions were asked, and how many answered."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Sum

from accounts.models import Membership
from programs.engagements.models import Program
from programs.engagements.queries import programs_for
from programs.evaluations.models import Batch, Stage
from programs.evaluations.queries.batches import program_rounds
from programs.evaluations.queries.rounds import requests_that_count


@dataclass(frozen=True)
class Asked:
    """One set of questions at one stage. `counted` is how many answers its figures stand on."""

    code: str
    title: str
    stage: str
    asked: int
    answered: int
    counted: int

    @property
    def stage_words(self) -> str:
        """When it was asked."""
        return Stage(self.stage).label

    @property
    def waiting(self) -> int:
        """Answers that do not count yet: their round is open, or fewer than five people stand behind them."""
        return max(self.answered - self.counted, 0)


@dataclass(frozen=True)
class ProgramOverview:
    """What was asked in one program."""

    program: Program
    asked: list[Asked] = field(default_factory=list)


def overview_for(membership: Membership) -> list[ProgramOverview]:
    """What was asked and answered in the programs that this person runs. 360s are nobody's business here."""
    programs = {program.pk: program for program in programs_for(membership).order_by("name", "id")}
    asked = asked_in(programs)
    return [ProgramOverview(program, asked[key]) for key, program in programs.items() if asked[key]]


def asked_in(programs) -> dict:
    """Program id to what was asked in it, in the order of the stages."""
    what = ("round__engagement__program_id", "round__questionnaire__code", "round__stage")
    requests = requests_that_count().filter(round__in=program_rounds(programs)).order_by()
    counts = requests.values(*what).annotate(asked=Count("pk"), answered=Count("answered_on"))
    rows = counts.values_list(*what, "asked", "answered")
    counted = _counted(programs)
    titles = _titles(programs)
    order = [stage.value for stage in Stage]
    found = defaultdict(list)
    for program, code, stage, asked, given in sorted(rows, key=lambda row: (row[1], order.index(row[2]))):
        one = Asked(code, titles[program, code], stage, asked, given, counted.get((program, code, stage), 0))
        found[program].append(one)
    return found


def _counted(programs) -> dict:
    rows = Batch.objects.filter(program__in=programs).values("program_id", "questionnaire__code", "stage")
    return {
        (row["program_id"], row["questionnaire__code"], row["stage"]): row["counted"]
        for row in rows.annotate(counted=Sum("answers"))
    }


def _titles(programs) -> dict:
    """The newest title of each set of questions in a program."""
    rows = program_rounds(programs).order_by("questionnaire__version")
    return {
        (program, code): title
        for program, code, title in rows.values_list(
            "engagement__program_id", "questionnaire__code", "questionnaire__title"
        )
    }
