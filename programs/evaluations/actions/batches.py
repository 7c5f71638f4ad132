"""Writes on batches, and the shuffle that takes the order out of answers."""

from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from programs.engagements.models import Program
from programs.evaluations.disclosure import Joined, join
from programs.evaluations.models import Batch, Round
from programs.evaluations.queries.batches import waiting_rounds


def shuffle_responses(round: Round) -> None:
    """Put the responses of a closed anonymous round in at random, as if all had been handed in at once.

    Row positions, transaction ids and days would otherwise join them to the requests. Nothing happens to other rounds.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.shuffle_responses(%s)", [round.pk])


@transaction.atomic
def join_rounds(*, program_id: UUID) -> int:
    """Join the closed rounds of a program into batches, as far as enough people have answered.

    Two at once take turns: the second one finds what is left. No look at results waits for it.

    Returns:
        How many batches were made.
    """
    program = Program.objects.select_for_update().filter(pk=program_id).first()
    if program is None:
        return 0
    made = 0
    for (_, _, _, anonymous), (rounds, waiting) in waiting_rounds(program_id).items():
        for joined in join(waiting, once=not anonymous):
            _make_batch(program, {row.pk: row for row in rounds}, joined)
            made += 1
    return made


def _make_batch(program: Program, rounds: dict, joined: Joined) -> None:
    members = [rounds[key] for key in joined.keys]
    first = members[0]
    closed = max(row.closed_at for row in members)
    batch = Batch.objects.create(
        program=program,
        questionnaire_id=first.questionnaire_id,
        stage=first.stage,
        roles=first.audience,
        anonymous=first.anonymous,
        closed_on=timezone.localdate(closed, timezone=program.organization.time_zone),
        answers=joined.strength.answers,
        most=joined.strength.most,
        needed=joined.strength.needed,
        made_at=timezone.now(),
    )
    Round.objects.filter(pk__in=joined.keys, batch=None).update(batch=batch)
