"""An attacker with everything that an administrator can open does not learn one answer.

They know how the portal works, who took part in which round, what the file of every cut said after every round that
closed, the pages of rounds in which they took part themselves, and their own answers. The twin of the test attacks the
same answers published without batches and softening, and learns: so the attack is one.
"""

import csv
import io
import random
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, combinations_with_replacement, product

import pytest
from django.utils import timezone

from programs.engagements.actions import create_engagement
from programs.engagements.lifecycle import State
from programs.evaluations.actions import answer_request, close_round, join_rounds, plan_round
from programs.evaluations.actions import batches as joining
from programs.evaluations.disclosure import Joined, Strength, softening
from programs.evaluations.models import Batch, Questionnaire, Response, Round, RoundPlan
from programs.evaluations.queries import Cut, as_csv, program_results_for, results_of, sheets_of
from programs.evaluations.queries.batches import answers_by_batch
from tests.factories.evaluations import make_cohort, make_people, request_of

pytestmark = pytest.mark.django_db
KEYS = ("relevant", "recommend", "use")
# How many answer in each round, in the order of closing, with the stage and the roles that are asked.
FIRST = [(3, "end", []), (6, "end", []), (2, "end", []), (1, "end", ["learner"]), (4, "end", ["learner"])]
THEN = [(7, "baseline", []), (2, "end", []), (5, "end", []), (1, "end", ["learner"]), (4, "baseline", [])]
LAST = [(2, "baseline", []), (3, "end", []), (2, "end", ["learner"]), (8, "end", []), (4, "end", ["learner"])]
COURSE = [*FIRST, *THEN, *LAST, (2, "end", []), (1, "end", [])]


class Story:
    """Rounds that close one after the other, what was answered, and what could be read after each."""

    def __init__(self, cast, seed: int):
        self.chance = random.Random(seed)  # noqa: S311 - answers of a story
        self.cast, self.truth, self.rounds, self.readings = cast, {}, {}, []
        self.people = [*make_people(7), cast.participant, cast.trainer]
        self.first = make_cohort(cast, people=[], state=State.ACTIVE)
        self.program = self.first.program
        self.labels = {}

    def live(self, *, cut: bool = True) -> None:
        """Let the rounds close, and read the results after each, in every cut or only as a whole."""
        for number, (answering, stage, roles) in enumerate(COURSE):
            if number == 8:
                self._new_version()
            round = self._round(number, answering, stage, roles)
            close_round(round=round)
            closed = datetime(2025, 1, 10, tzinfo=UTC) + timedelta(days=37 * number)
            Round.objects.filter(pk=round.pk).update(closed_at=closed)
            join_rounds(program_id=self.program.pk)
            self._read(self._cuts(alone=number < len(COURSE) - 1) if cut else [Cut()])

    def _round(self, number, answering, stage, roles) -> Round:
        engagement = create_engagement(
            program=self.program,
            title=f"Run {number}",
            state=State.ACTIVE,
            starts_on=self.first.starts_on,
            by=self.cast.administrator,
        )
        asked = self.chance.sample(self.people, answering)
        round = plan_round(
            engagement=engagement,
            code="training-reaction",
            stage=stage,
            by=None,
            anonymous=number % 4 != 3,
            respondents=[(person, "participant") for person in [*asked, self.cast.bystander]],
        )
        if roles:
            plan, _ = RoundPlan.objects.get_or_create(
                program=self.program, code="training-reaction", stage=stage, defaults=self._plan(roles)
            )
            Round.objects.filter(pk=round.pk).update(plan=plan)
        for person in asked:
            answers = self._answers(number)
            self.truth[round.pk, person.pk] = answers
            answer_request(request=request_of(round, person), answers=answers, by=person)
        self.rounds[round.pk] = round
        return round

    def _plan(self, roles) -> dict:
        return {"roles": roles, "created_at": timezone.now(), "created_by": self.cast.administrator}

    def _answers(self, number: int) -> dict:
        """Spread out; nearly always five; and all alike in a round."""
        nearly = 5 if self.chance.random() < 0.9 else self.chance.randint(3, 4)
        return {"relevant": self.chance.randint(1, 5), "recommend": nearly, "use": 1 if number % 2 else 5, "better": ""}

    def _new_version(self) -> None:
        old = Questionnaire.objects.get(code="training-reaction")
        questions = [{**old.questions[0], "label": "It fits my work."}, *old.questions[1:]]
        Questionnaire.objects.create(
            code=old.code, version=2, title=old.title, questions=questions, published_at=timezone.now()
        )

    def _cuts(self, *, alone: bool) -> list[Cut]:
        """Each choice by itself, or all of them with all others."""
        choices = program_results_for(self.cast.administrator, self.program.pk).choices
        values = [["", *(value for value, _ in choices.get(name, []))] for name in ("role", "period", "version")]
        cuts = [Cut(*chosen) for chosen in product(*values)]
        return [cut for cut in cuts if not alone or sum(map(bool, (cut.role, cut.period, cut.version))) < 2]

    def _read(self, cuts) -> None:
        """The file of each cut, which says what its page says; and whose answers a cut holds, which is no secret."""
        batches = {
            batch: self._members(batch)
            for batch in Batch.objects.filter(program=self.program).select_related("questionnaire")
        }
        for cut in cuts:
            results = program_results_for(self.cast.administrator, self.program.pk, cut)
            rows = csv.DictReader(io.StringIO(as_csv(sheets_of(results)[:1]).decode("utf-8-sig")))
            held = defaultdict(set)
            for batch, members in batches.items():
                if cut.holds(batch):
                    for key, label in self._questions(batch):
                        held[key, label, Round.Stage(batch.stage).label] |= members
            self._note(rows, held)

    def _questions(self, batch):
        return [(question["key"], question["label"]) for question in batch.questionnaire.questions]

    def _members(self, batch) -> frozenset:
        """Of a person with several named sets of answers the first one counts."""
        found, seen = [], set()
        rounds = batch.rounds.order_by("closed_at", "id").values_list("pk", flat=True)
        for round_id in rounds:
            for key in [key for key in self.truth if key[0] == round_id]:
                if batch.anonymous or key[1] not in seen:
                    found.append(key)
                    seen.add(key[1])
        return frozenset(found)

    def _note(self, rows, held) -> None:
        cells = {}
        for row in rows:
            if row["Answers"] not in ("", "too few"):
                cells[row["Question"], row["When"]] = (int(row["Answers"]), float(row["Average"]), {})
            elif row["Answer"]:
                cells[row["Question"], row["When"]][2][int(row["Answer"])] = int(row["Chosen by"])
        for (key, label, stage), members in held.items():
            if (label, stage) in cells:
                count, mean, rows = cells[label, stage]
                assert count == len(members), "the attacker knows whose answers these are"
                self.readings.append((key, frozenset(members), _total(count, mean, rows)))

    def read_own_rounds(self, person) -> None:
        """The pages of rounds in which the attacker took part."""
        for round_id, round in self.rounds.items():
            members = frozenset(key for key in self.truth if key[0] == round_id)
            if (round_id, person.pk) in members:
                round.refresh_from_db()
                place = _place(round, person)
                for scale, key in zip(results_of(round, person, place).scales, KEYS, strict=False):
                    if scale.shown:
                        self.readings.append((key, members, _total(scale.count, scale.mean, {})))


def _place(round, person):
    from_engagement = round.engagement
    return from_engagement.participations.create(membership=person, role="learner", joined_at=timezone.now())


def _total(count, mean, rows) -> int:
    """The sum behind an average of one decimal; from ten answers on the rows tell it exactly."""
    return sum(value * number for value, number in rows.items()) if rows else round(mean * count)


class Attacker:
    """Learns answers to one question from sums over known sets of people, and from their own answers."""

    def __init__(self, story: Story, key: str, own: set, batches: set):
        self.story, self.key, self.own, self.batches = story, key, own, batches
        self.known = {members: total for name, members, total in story.readings if name == key}

    def value(self, one) -> int:
        return self.story.truth[one][self.key]

    def learned(self) -> dict:
        """(round, person) to the answer of which the attacker is certain."""
        return {**self._by_algebra(), **self._by_sameness()}

    def _by_algebra(self) -> dict:
        """Row-reduce all sums: a row with one person left in it is that person's answer."""
        columns = sorted({one for members in self.known for one in members}, key=str)
        rows = [
            ([Fraction(one in members) for one in columns], Fraction(total)) for members, total in self.known.items()
        ]
        rows += [([Fraction(one == mine) for one in columns], Fraction(self.value(mine))) for mine in self.own]
        reduced = _reduce(rows, len(columns))
        found = {}
        for coefficients, total in reduced:
            left = [place for place, value in enumerate(coefficients) if value]
            if len(left) == 1 and columns[left[0]] not in self.own:
                found[columns[left[0]]] = int(total)
        return found

    def _by_sameness(self) -> dict:
        """Sets, and differences of two and three of them, in which all others must have answered alike."""
        sets = dict(self.known)
        for (outer, whole), (inner, part) in product(self.known.items(), repeat=2):
            if inner < outer:
                sets[outer - inner] = whole - part
        for (one, first), (two, second) in combinations(list(self.known.items()), 2):
            for outer, whole in self.known.items():
                if not one & two and one | two < outer:
                    sets[outer - one - two] = whole - first - second
        found = {}
        for members, total in sets.items():
            mine = tuple(sorted(self.value(one) for one in members & self.own))
            alike = self._alike(members, total, mine)
            if alike is not None:
                found |= dict.fromkeys(members - self.own, alike)
        return found

    def _alike(self, members, total, mine) -> int | None:
        """The answer that all others gave in every possible world."""
        if members in self.batches:
            most = max(Counter(person for _, person in members).values())
            return _certain(len(members), total, mine, most)
        rest, left = len(members) - len(mine), total - sum(mine)
        return next((value for value in (1, 5) if rest and left == value * rest), None)


def _certain(count, total, mine, most) -> int | None:
    """Try every set of answers to a scale of five: which of them would have been published with this sum?"""
    worlds = [
        rest
        for values, published in _worlds(count, most)
        if published == total and not (Counter(mine) - Counter(values)) and (rest := Counter(values) - Counter(mine))
    ]
    if worlds and all(world == worlds[0] and len(world) == 1 for world in worlds):
        return next(iter(worlds[0]))
    return None


@lru_cache
def _worlds(count, most) -> list:
    found = []
    for values in combinations_with_replacement(range(1, 6), count):
        counts = Counter(values)
        soft = softening.soften([counts[value] for value in range(1, 6)], most).counts
        found.append((values, sum(value * number for value, number in zip(range(1, 6), soft, strict=True))))
    return found


def _reduce(rows, width):
    """Reduced row echelon form."""
    rows, found = list(rows), []
    for column in range(width):
        pivot = next((row for row in rows if row[0][column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = _scaled(pivot, 1 / pivot[0][column])
        rows = [_minus(row, pivot, row[0][column]) for row in rows]
        found = [_minus(row, pivot, row[0][column]) for row in found]
        found.append(pivot)
    return found


def _scaled(row, factor):
    return [value * factor if value else value for value in row[0]], row[1] * factor


def _minus(row, pivot, factor):
    if not factor:
        return row
    return [a - factor * b if b else a for a, b in zip(row[0], pivot[0], strict=True)], row[1] - factor * pivot[1]


def attack(story, attacker_person) -> dict:
    """What an administrator who took part in some rounds learns about all questions."""
    if attacker_person is not None:
        story.read_own_rounds(attacker_person)
    batches = {story._members(batch) for batch in Batch.objects.all()}
    own = {key for key in story.truth if attacker_person is not None and key[1] == attacker_person.pk}
    found = {}
    for key in KEYS:
        found |= {(key, *one): value for one, value in Attacker(story, key, own, batches).learned().items()}
    return found


def test_nobody_learns_an_answer(cast, harbour):
    _worlds.cache_clear()
    story = Story(cast, 1)
    story.live()
    assert len(story.readings) > 150
    assert len({members for _, members, _ in story.readings}) >= 6
    assert Batch.objects.count() >= 5
    assert sum(map(len, answers_by_batch(Batch.objects.all()).values())) > Response.objects.count() / 2
    assert attack(story, None) == {}
    for person in (story.people[0], story.people[3], cast.participant):
        assert attack(story, person) == {}, person.name


def test_without_batches_and_softening_the_same_attacker_learns(cast, harbour, monkeypatch):
    def one_by_one(waiting, *, once=False):
        return [Joined((row.key,), Strength(len(row.people), 1, 1)) for row in waiting if row.people]

    monkeypatch.setattr(joining, "join", one_by_one)
    monkeypatch.setattr(softening, "soften", lambda counts, most=1: softening.Soft(tuple(counts)))
    _worlds.cache_clear()
    story = Story(cast, 1)
    story.live(cut=False)
    learned = attack(story, None)
    assert len(learned) > 20
    assert all(story.truth[round_id, person][key] == value for (key, round_id, person), value in learned.items())
    assert {key for key, *_ in learned} == set(KEYS), "by the answers of one alone, and by answers that are all alike"
    _worlds.cache_clear()


def test_batches_alone_are_not_enough(cast, harbour, monkeypatch):
    """Five who all said the same are five whose answer is known."""
    monkeypatch.setattr(softening, "soften", lambda counts, most=1: softening.Soft(tuple(counts)))
    _worlds.cache_clear()
    story = Story(cast, 1)
    story.live(cut=False)
    learned = attack(story, None)
    assert learned
    assert "relevant" not in {key for key, *_ in learned}
    _worlds.cache_clear()
