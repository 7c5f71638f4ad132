"""What sealed text costs: on a page of notes, when the keys change, and when somebody searches their notes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from statistics import median
from time import perf_counter, process_time
from unittest.mock import patch
from uuid import UUID

from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from bench.fill import ORGANIZATION, databases, pair, person, use
from bench.pages import signed_in
from portal.tenancy.context import organization_context
from portal.tenancy.roles import as_owner
from portal.vault.fields import SealedTextField
from portal.vault.keys import create_data_key, forget_keys
from portal.vault.rotation import data
from programs.notes.models import Note
from programs.notes.queries import search_notes

ROUNDS, REPEAT, ROTATIONS = 9, 20, 3
ON_A_PAGE, TO_SEARCH, TO_ROTATE, AT_ONCE = 50, 2_000, 100_000, 5_000
SEALED, PLAIN, SEARCHER, PLAIN_SEARCHER, CROWD = 1, 3, 5, 7, 9  # who wrote the notes; odd numbers are coaches
WORDS = "what she said about the budget and the two people who want to leave the team before the summer "
TEXT = (WORDS * 25)[:2_000]
NEEDLE = "lighthouse"  # in every hundredth note
COPY = (
    "COPY notes_note (id, organization_id, engagement_id, author_id, author_member_id, kind, audience, life, together,"
    " text, version, written_at) FROM STDIN"
)
PLAIN_UPDATE = "UPDATE notes_note SET text = text || ''::bytea WHERE id = ANY(%s)"


def measure() -> None:
    """Print everything."""
    print("Filling a database; this takes a while.")
    with databases(notes=2_000) as made:
        use(made["notes"])
        fill()
        print_page()
        print_search()
        print_rotation()


def fill() -> None:
    """Notes of five people: sealed ones, and the same as plain text where the database would refuse them."""
    with organization_context(ORGANIZATION), transaction.atomic():
        create_data_key()
    file_notes(SEALED, ON_A_PAGE)
    file_notes(PLAIN, ON_A_PAGE, plain=True)
    file_notes(SEARCHER, TO_SEARCH)
    file_notes(PLAIN_SEARCHER, TO_SEARCH, plain=True)
    file_notes(CROWD, TO_ROTATE)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE notes_note")


def file_notes(author: int, number: int, *, plain: bool = False) -> None:
    """So many private notes of this person, 2,000 letters each."""
    who, where, now = person(author), pair((author + 1) // 2), timezone.now()
    with as_owner(), organization_context(ORGANIZATION), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE notes_note {'DISABLE' if plain else 'ENABLE'} TRIGGER hold_key_text")
        for start in range(0, number, AT_ONCE):
            with identity() if plain else nullcontext():
                texts = [sealed(author, n) for n in range(start, min(start + AT_ONCE, number))]
            with cursor.copy(COPY) as copy:
                for row_id, blob in texts:
                    copy.write_row(
                        (row_id, ORGANIZATION, where, who, who, "note", "private", False, False, blob, 1, now)
                    )


def sealed(author: int, n: int) -> tuple[UUID, bytes]:
    """The id of a note and what its column holds; now and then a needle is in it."""
    row_id = note_id(author, n)
    text = f"{NEEDLE} {TEXT}" if n % 100 == 0 else TEXT
    return row_id, Note._meta.get_field("text").close_at(text, ORGANIZATION, row_id)


def note_id(author: int, n: int) -> UUID:
    return UUID(int=author << 40 | n)


@contextmanager
def identity() -> Iterator[None]:
    """The same view over a plain column."""
    with (
        patch.object(SealedTextField, "open_at", lambda self, blob, owner, pk: blob.decode()),
        patch.object(SealedTextField, "close_at", lambda self, text, owner, pk: text.encode()),
    ):
        yield


def print_page() -> None:
    """CPU of a page with fifty notes against the same page over plain text."""
    sealed, plain = (signed_in(f"{number}@bench.example") for number in (SEALED, PLAIN))
    ratios, costs = [], []
    for round_ in range(ROUNDS + 1):
        with identity():
            base = page(plain, PLAIN)
        cost = page(sealed, SEALED)
        if round_:  # the first one warms up
            ratios.append(cost / base)
            costs.append(cost * 1000)
    tell(f"page with {ON_A_PAGE} notes, CPU against plain text", ratios, f"{median(costs):.1f} ms")


def page(client: Client, author: int) -> float:
    """CPU seconds for the page of this person's notes."""
    path = reverse("notes:note-list", kwargs={"organization": "bench", "engagement_id": pair((author + 1) // 2)})
    answer = client.get(path)
    if answer.status_code != 200 or answer.text.count(WORDS) < ON_A_PAGE:
        raise SystemExit(f"{path} answered {answer.status_code} with {answer.text.count(WORDS)} lines of notes")
    before = process_time()
    for _ in range(REPEAT):
        client.get(path)
    return (process_time() - before) / REPEAT


def print_search() -> None:
    """A search over two thousand notes against the same over plain text."""
    ratios, costs = [], []
    for round_ in range(ROUNDS + 1):
        with identity():
            base = searched(PLAIN_SEARCHER)
        cost = searched(SEARCHER)
        if round_:
            ratios.append(cost / base)
            costs.append(cost * 1000)
    tell(f"search over {TO_SEARCH:,} notes, CPU against plain text", ratios, f"{median(costs):.0f} ms")


def searched(author: int) -> float:
    """CPU seconds of a search that finds something."""
    with organization_context(ORGANIZATION, person(author)), transaction.atomic():
        membership = Membership.objects.select_related("user", "organization").get(pk=person(author))
        before = process_time()
        if search_notes(membership, NEEDLE).count != TO_SEARCH // 100:
            raise SystemExit("The search did not find what is there")
        return process_time() - before


def print_rotation() -> None:
    """Rows a second of `rotate_keys --data`, and its time against a plain UPDATE of the same rows in equal batches."""
    rows = ON_A_PAGE + TO_SEARCH + TO_ROTATE
    remove_plain()
    ratios, rates = [], []
    for _ in range(ROTATIONS):
        base = timed(update_plainly)
        took = timed(rotate)
        ratios.append(took / base)
        rates.append(rows / took)
    tell(f"rotation of {rows:,} notes, time against a plain UPDATE", ratios, f"{median(rates):,.0f} rows a second")


def timed(work: Callable[[], None]) -> float:
    """Seconds; the table is vacuumed before, so that nobody pays for the round before."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE notes_note")
    before = perf_counter()
    work()
    return perf_counter() - before


def rotate() -> None:
    """Without the minute in which processes of a portal learn of the new key: there is no portal."""
    with patch.object(data, "SEEN_WITHIN", 0):
        call_command("rotate_keys", data=True, organization="bench")
    forget_keys()


def update_plainly() -> None:
    """The same rows and batches: read by primary key, written back."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE notes_note DISABLE TRIGGER hold_key_text")
        after = UUID(int=0)
        while True:
            cursor.execute("SELECT id, text FROM notes_note WHERE id > %s ORDER BY id LIMIT 500", [after])
            ids = [row_id for row_id, _text in cursor.fetchall()]
            if not ids:
                break
            cursor.execute(PLAIN_UPDATE, [ids])
            after = ids[-1]
        cursor.execute("ALTER TABLE notes_note ENABLE TRIGGER hold_key_text")


def remove_plain() -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM notes_note WHERE author_id = ANY(%s)", [[person(PLAIN), person(PLAIN_SEARCHER)]])


def tell(what: str, ratios: list[float], cost: str) -> None:
    print(f"{what}: {median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}), {cost}")
