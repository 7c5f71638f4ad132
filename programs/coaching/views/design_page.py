"""What the page of the design shows: its parts in the order of practice, each with its form and its comments."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from programs.coaching.forms_design import (
    ActForm,
    ClauseForm,
    CommentForm,
    NewClauseForm,
    PartForm,
    PortraitForm,
    TakeForm,
    TurnForm,
    WordsForm,
)
from programs.coaching.permissions import can_send_for_signing
from programs.coaching.queries import clients_of, missing_in_design, objectives_of_contract, parties_of, signing_of
from programs.coaching.queries.clauses import ASKED, clause_choices, clauses_of, coverage
from programs.coaching.queries.comments import Thread, open_comments, readable_comments, thread_of
from programs.coaching.queries.parts import (
    WORDS,
    clause_words,
    portrait_words,
    portraits_of,
    portraits_read_by,
    words_of,
)
from programs.covenant.queries import reading_of
from programs.evaluations.queries import rounds_of
from programs.goals.reading import reads_objective, reads_objectives_of

TITLES = {"purpose": "Purpose", "focus_areas": "Focus areas", "working_arrangement": "Working arrangement"}


@dataclass(frozen=True)
class Talk:
    """The comments on a part, and the field for another one."""

    thread: Thread
    form: CommentForm


@dataclass(frozen=True)
class Part:
    """A part that is written.

    Args:
        slug: what its button saves.
        row: whose portrait it is, or which clause.
        talks: its threads; several where the coach talks with each client apart.
    """

    slug: str
    title: str
    form: PartForm
    row: Any = None
    talks: Sequence[Talk] = field(default_factory=list)


class DesignPage:
    """The page of one contract for its client or coach.

    Args:
        data: what the page sent, of which all that is not saved comes back.
        done: the part or field that was just saved or said, and so starts anew.
    """

    def __init__(self, contract, place, data: Mapping | None = None, done: str = ""):
        self.contract, self.place, self.done = contract, place, done
        self.data = {key: value for key, value in data.items() if not key.startswith(f"{done}-")} if data else None
        if self.data and done:
            self.data.pop("do", None)
        self.acted = ActForm(self.data)
        self.parties = parties_of(contract)
        self.clients = clients_of(self.parties)
        self.mine = portraits_read_by(self.parties, place)
        self.reading = reading_of(place)
        self.clauses = clauses_of(contract)
        self.comments = list(readable_comments(contract, place))
        self.take = TakeForm(self.data, choices=clause_choices(contract.engagement.program))
        self.new = NewClauseForm(self.data)
        self.turn = TurnForm(self.data)

    def talk(self, part: str, title: str, client=None) -> Talk:
        """The thread of a part with its form."""
        thread = thread_of(self.comments, part, title, client)
        return Talk(thread, CommentForm(self.data, key=thread.key, title=title))

    @cached_property
    def portraits(self) -> list[Part]:
        """Strengths and development areas, of each client whose this party reads."""
        written = portraits_of(self.mine)
        return [
            Part(
                slug := f"portrait-{client.pk}",
                f"Strengths and development areas of {client.name}",
                PortraitForm(self.data, prefix=slug, values=portrait_words(written.get(client.pk))),
                client,
                [self.talk("portrait", "strengths and development areas", client)],
            )
            for client in self.mine
        ]

    @cached_property
    def words(self) -> dict[str, Part]:
        """Purpose, focus areas and working arrangement."""
        return {
            name: Part(
                name,
                TITLES[name],
                WordsForm(self.data, prefix=name, values=words_of(self.contract, name)),
                talks=[self.talk(name, f"the {TITLES[name].lower()}")],
            )
            for name in WORDS
        }

    @cached_property
    def written_clauses(self) -> list[Part]:
        """The clauses; what is said about a private one stays between its client and the coach."""
        return [
            Part(
                slug := f"clause-{row.pk}",
                f"{row.get_topic_display()}: {row.title}",
                ClauseForm(self.data, prefix=slug, values=clause_words(row)),
                row,
                [self.talk(f"clause:{row.pk}", f"“{row.title}”", client) for client in self._talking(row)],
            )
            for row in self.clauses
        ]

    def _talking(self, clause) -> list:
        return self.mine if clause.private else [None]

    @cached_property
    def every_objective(self) -> list:
        """All, for what is missing; the page shows `objectives`."""
        return objectives_of_contract(self.parties)

    @cached_property
    def objectives(self) -> list[dict]:
        """By client, those that this party may read, each with its thread where it is theirs to talk about."""
        return [
            {
                "client": client,
                "writes": client in self.mine and reads_objectives_of(self.reading, client),
                "rows": [
                    (row, self.talk(f"objective:{row.pk}", f"“{row.title}”", client) if client in self.mine else None)
                    for row in self.every_objective
                    if row.owner_id == client.pk and reads_objective(self.reading, row)
                ],
            }
            for client in self.clients
        ]

    @property
    def may_add(self) -> bool:
        """Whether this party writes down objectives of at least one client."""
        return any(group["writes"] for group in self.objectives)

    @cached_property
    def shared(self) -> dict[str, Talk]:
        """Threads about what has no form here."""
        about = {
            "design": "the whole design",
            "clauses": "the clauses",
            "covenant": "who sees what",
            "parties": "the parties and the term",
        }
        return {part: self.talk(part, title) for part, title in about.items()}

    @property
    def parts(self) -> list[Part]:
        """All parts that are written."""
        return [*self.portraits, *self.words.values(), *self.written_clauses]

    def talks(self) -> Iterator[Talk]:
        """All threads of the page."""
        for part in self.parts:
            yield from part.talks
        for group in self.objectives:
            yield from (talk for _, talk in group["rows"] if talk)
        yield from self.shared.values()

    @cached_property
    def unsaved(self) -> list[str]:
        """Where something was typed that is not saved or said yet."""
        found = [part.title for part in self.parts if part.form.is_unsaved]
        found += [f"comment on {talk.thread.title}" for talk in self.talks() if talk.form.is_unsaved]
        found += ["the new clause"] if self.new.is_unsaved else []
        return found + (["the words for handing over"] if self.turn.is_unsaved else [])

    @cached_property
    def missing(self) -> list[str]:
        """What it still needs before it can be sent."""
        return missing_in_design(self.contract, self.every_objective, self.clients)

    @cached_property
    def baseline(self) -> list:
        """Evaluations before the first session: about the engagement, or about a client whose they are."""
        mine = {client.pk for client in self.mine} | {None}
        rounds = rounds_of(self.contract.engagement, self.place.membership, self.place, self.reading)
        return [row for row in rounds if row.stage == "baseline" and row.subject_id in mine]

    def steps(self) -> list[dict]:
        """The order of practice, each step with where it stands; `asks` marks what is needed to send it."""
        written = [part for part in self.portraits if any(part.form.values.values())]
        count, covered = len(self.clauses), sum(1 for row in coverage(self.clauses) if row.clauses)
        closed = [row for row in self.baseline if row.closed_at]
        without = [row for row in self.clients if row.pk not in {one.owner_id for one in self.every_objective}]
        lacking = f"{', '.join(row.name for row in without)} has none yet" if len(self.clients) > 1 else "Missing"
        steps = [
            (
                "portrait",
                "Strengths and development areas",
                len(written) == len(self.portraits),
                "Not written yet",
                False,
            ),
            ("baseline", "Baseline", bool(closed), "Nothing to start from yet", False),
            *((name, TITLES[name], bool(getattr(self.contract, name)), "Missing", True) for name in WORDS),
            ("objectives", "Objectives", not without, lacking, True),
            ("clauses", "Clauses", bool(count), "None yet", False),
            ("covenant", "Who sees what", True, "", False),
            ("parties", "Parties and term", True, "", False),
            ("sign", "Signing", bool(self.contract.agreed_at), "Not signed yet", False),
        ]
        said = {"clauses": f"{count}, on {covered} of {len(ASKED)} topics" if count else ""}
        return [
            {"slug": slug, "title": title, "done": done, "words": said.get(slug, "") if done else words, "asks": asks}
            for slug, title, done, words, asks in steps
        ]

    @property
    def turn_names(self) -> str:
        """Whose turn it is, by name."""
        role = self.contract.turn
        return " and ".join(party.name for party in self.parties if party.role == role)

    def context(self) -> dict:
        """All that the template shows."""
        seen = {row.pk: row for talk in self.talks() for row in talk.thread.comments}
        topics = coverage(self.clauses)
        return {
            "page": self,
            "form": self.acted,
            "contract": self.contract,
            "engagement": self.contract.engagement,
            "place": self.place,
            "parties": self.parties,
            "open": self.contract.engagement.state == "design",
            "topics": topics,
            "covered": sum(1 for row in topics if row.clauses),
            "comments_open": open_comments(seen.values()),
            "sends": can_send_for_signing(self.place),
            "signing": signing_of(self.contract, self.parties, self.every_objective),
            "has_sponsor": any(party.role == "sponsor" for party in self.parties),
            "my_side": "coach" if self.place.role == "coach" else "client",
            "others": [party for party in self.parties if party.role != self.place.role and party.role != "sponsor"],
        }
