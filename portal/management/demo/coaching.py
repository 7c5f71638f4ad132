"""Contracts in every state."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial

from portal.management.demo.evaluating import answer_open_requests
from portal.management.demo.people import People
from portal.management.demo.sessions import Planned, log, place, plan
from portal.management.demo.timeline import Timeline
from programs.coaching.actions import (
    add_contract_objective,
    close_contract,
    create_contract,
    evaluate_contract,
    pause_contract,
    save_design,
    send_for_signing,
    sign_contract,
    start_design,
    start_feedback,
)
from programs.coaching.models import Contract, ContractVersion
from programs.coaching.queries import digest_to_sign
from programs.engagements.models import Engagement
from programs.goals.actions import add_measurement
from programs.goals.models import Objective


class ContractStory:
    """One contract on the timeline."""

    def __init__(self, timeline: Timeline, people: People, program, *, client, coach, sponsor=None, budget=8):
        self.timeline, self.people, self.program = timeline, people, program
        self.client, self.coach, self.sponsor, self.budget = client, coach, sponsor, budget
        self.id = None

    def at(self, moment, act) -> "ContractStory":
        self.timeline.at(moment, lambda: self.people.organization, act)
        return self

    def contract(self) -> Contract:
        return Contract.objects.select_related("engagement__program").get(pk=self.id)

    def engagement(self) -> Engagement:
        return Engagement.objects.select_related("program").get(pk=self.id)

    def draft(self, days: int, *, lasts: int = 182, by: str = "olga") -> "ContractStory":
        def act():
            first = self.timeline.exactly(days).date()
            contract = create_contract(
                program=self.program(),
                client=self.people[self.client],
                coach=self.people[self.coach],
                sponsor=self.people[self.sponsor] if self.sponsor else None,
                starts_on=first,
                ends_on=first + timedelta(days=lasts),
                session_budget=self.budget,
                by=self.people[by],
            )
            self.id = contract.pk

        return self.at(self.timeline.exactly(days, 9), act)

    def design(self, days: int, *, purpose: str, focus: str, arrangement: str, objectives: Sequence[dict]):
        """Objectives: {"title", "indicator", "unit", "baseline", "target", "due": days from today}."""

        def act():
            coach, client = self.people[self.coach], self.people[self.client]
            start_design(contract=self.contract(), by=coach)
            save_design(
                contract=self.contract(),
                purpose=purpose,
                focus_areas=focus,
                working_arrangement=arrangement,
                by=client,
            )
            for objective in objectives:
                values = {key: value for key, value in objective.items() if key != "due"}
                values |= {key: Decimal(str(objective[key])) for key in ("baseline", "target")}
                add_contract_objective(
                    contract=self.contract(),
                    due_on=self.timeline.exactly(objective["due"]).date(),
                    by=client,
                    **values,
                )

        return self.at(self.timeline.exactly(days, 11), act)

    def send(self, days: int) -> "ContractStory":
        return self.at(
            self.timeline.exactly(days, 16),
            lambda: send_for_signing(contract=self.contract(), by=self.people[self.coach]),
        )

    def sign(self, **days_by_key: int) -> "ContractStory":
        """Who signs on which day."""
        for key, days in days_by_key.items():
            self.at(self.timeline.exactly(days, 12), partial(self._sign, key))
        return self

    def _sign(self, key: str) -> None:
        versions = ContractVersion.objects.filter(contract=self.id).select_related("contract__engagement__program")
        version = versions.latest("number")
        by = place(self.people, key, self.id)
        sign_contract(version=version, name=by.name, digest=digest_to_sign(version, by), by=by)

    def meet(self, planned: Planned) -> "ContractStory":
        plan(self.timeline, self.people, self.engagement, planned)
        return self

    def log(self, when: datetime, by: str, **values) -> "ContractStory":
        """A session that was not booked here, written down afterwards."""
        log(self.timeline, self.people, self.engagement, when, by, **values)
        return self

    def measure(self, title: str, points: Sequence[tuple[int, float]], note: str = "") -> "ContractStory":
        """Measurements of the objective with this title: (days from today, value)."""
        for days, value in points:
            self.at(self.timeline.exactly(days, 17), partial(self._measure, title, days, value, note))
        return self

    def _measure(self, title: str, days: int, value: float, note: str) -> None:
        objective = next(
            row
            for row in Objective.objects.filter(owner__engagement=self.id).select_related("owner__engagement__program")
            if row.title == title
        )
        add_measurement(
            objective=objective,
            value=Decimal(str(value)),
            measured_on=self.timeline.exactly(days).date(),
            note=note,
            source="survey" if note else "count",
            by=place(self.people, self.client, self.id),
        )

    def ask_360(self, days: int, raters: Sequence[tuple[str, str]], profile: dict, *, leave: int = 0, seed: int = 3):
        """Ask others how they see the client; all but `leave` answer within ten days."""
        self.at(
            self.timeline.exactly(days, 14),
            lambda: start_feedback(
                contract=self.contract(),
                raters=[(self.people[key], group) for key, group in raters],
                by=self.people[self.client],
            ),
        )
        return self.at(
            self.timeline.exactly(days + 9, 13),
            lambda: answer_open_requests(self.id, random.Random(seed), leave=leave, profile=profile),  # noqa: S311
        )

    def pause(self, days: int) -> "ContractStory":
        return self.at(
            self.timeline.exactly(days, 16),
            lambda: pause_contract(contract=self.contract(), by=self.people[self.coach]),
        )

    def evaluate(self, days: int, *, leave: int = 0, seed: int = 5) -> "ContractStory":
        self.at(
            self.timeline.exactly(days, 16),
            lambda: evaluate_contract(contract=self.contract(), by=self.people[self.coach]),
        )
        return self.at(
            self.timeline.exactly(days + 5, 13),
            lambda: answer_open_requests(self.id, random.Random(seed), leave=leave, mean=4.3),  # noqa: S311
        )

    def close(self, days: int, outcomes: Sequence[str]) -> "ContractStory":
        """Outcomes in the order of the objectives: reached, partly, not_reached."""

        def act():
            objectives = Objective.objects.filter(owner__engagement=self.id).order_by("position", "id")
            close_contract(
                contract=self.contract(),
                outcomes={row.pk: outcome for row, outcome in zip(objectives, outcomes, strict=True)},
                by=self.people[self.coach],
            )

        return self.at(self.timeline.exactly(days, 17), act)
