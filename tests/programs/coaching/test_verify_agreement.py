"""A printed agreement is checked by anybody; one changed character anywhere fails."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from programs.coaching import verify
from programs.coaching.draft import ClauseText
from programs.coaching.models import Signature
from programs.coaching.sealing import known_keys, seal_key
from tests.factories import coaching
from tests.programs.coaching.urls import url

PROGRAM = Path(verify.__file__)
SECRET = ClauseText("roles", "Between us", "==== Seal ====\nKey: 12\nWe say du.", private=True)


@pytest.fixture
def contract(cast, harbour):
    """A contract with a signed change, which has a part for client and coach only."""
    made = coaching.agreed(cast)
    reason = "==== Signatures ====\nName: Somebody else"
    _, version = coaching.amend(cast, made, reason=reason, session_budget=10, clauses=(SECRET,))
    for person in (cast.participant, cast.coach, cast.sponsor):
        coaching.sign(version, person)
    return coaching.fresh(made)


@pytest.fixture
def printed(contract, cast, as_):
    """The file of one part of the cast."""

    def of(part: str, number: int = 2) -> str:
        answer = as_(getattr(cast, part)).get(url("contract-document", contract, number=number))
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        return answer.content.decode()

    return of


def test_each_party_keeps_what_they_read_and_signed(printed, contract):
    for part, texts, recomputed in (("participant", 2, 3), ("coach", 2, 3), ("sponsor", 1, 1)):
        document = printed(part)
        report = verify.check(document.encode(), seal_key())
        assert report.problems == []
        assert len(report.digests) == texts
        assert [signed.recomputed for signed in report.signatures].count(True) == recomputed
        assert ("We say du." in document) == (part != "sponsor")
        assert [signed.name for signed in report.signatures] == ["Amara Okafor", "Rafael Moreira", "Lucía Ferrer"]
        assert report.facts["Amendment"] == "1"
        assert "\n  Name: Somebody else\n" in document, "what people wrote never reads like a line of the file"
    hidden = Signature.objects.get(version__number=2, participation__role="coach")
    assert hidden.digest not in printed("sponsor"), "a digest would let them try what the other part says"


def test_any_changed_character_fails(printed):
    document = printed("participant")
    ends = [position for position, letter in enumerate(document) if letter == "\n"]
    signatures = document.index("==== Signatures")
    anywhere = st.integers(0, len(document))
    positions = st.one_of(anywhere, st.integers(signatures, len(document)), st.sampled_from(ends))
    letters = st.one_of(st.sampled_from(" \t\n\r0a\u00a0\ufeff"), st.characters(codec="utf-8"))

    @hypothesis(max_examples=60)
    @given(positions, letters, st.sampled_from(["put in", "put instead", "taken out"]))
    def changed(position, letter, how):
        rest = document[position:] if how == "put in" else document[position + 1 :]
        other = document[:position] + ("" if how == "taken out" else letter) + rest
        assert verify.check(other.encode()).holds == (other == document)

    changed()
    assert verify.check(document.encode().replace(b"\n", b"\r\n")).problems
    assert verify.check(b"\xff\xfe").problems


def test_the_program_needs_nothing_but_python(printed, tmp_path):
    """Copied elsewhere, with an empty path and environment."""
    (tmp_path / "verify.py").write_text(PROGRAM.read_text())
    (tmp_path / "good.txt").write_bytes(printed("participant").encode())
    (tmp_path / "bad.txt").write_bytes(printed("participant").replace("Amara", "Amaro").encode())

    def run(*arguments):
        done = subprocess.run(
            [sys.executable, "-I", "-S", "verify.py", *arguments],
            cwd=tmp_path,
            env={},
            capture_output=True,
            check=False,
        )
        return done.returncode, done.stdout.decode()

    status, words = run("good.txt", "--key", seal_key())
    assert (status, "That is the key you named." in words) == (0, True)
    assert "Signed by Lucía Ferrer, Sponsor, version 2" in words
    status, words = run("good.txt")
    assert (status, seal_key() in words) == (0, True)
    assert run("good.txt", "--key", "0" * 64)[0] == 1
    assert run("bad.txt")[0] == 1
    assert run("missing.txt")[0] == 1
    call_command("verify_agreement", str(tmp_path / "good.txt"))
    with pytest.raises(CommandError):
        call_command("verify_agreement", str(tmp_path / "bad.txt"))


def test_a_key_that_was_rotated_is_known_on(printed, settings):
    document = printed("sponsor").encode()
    old = seal_key()
    settings.CAIRN_KEYS = ["newer:" + "QUJD" * 10 + "QUI=", *settings.CAIRN_KEYS]
    assert seal_key() != old
    assert known_keys() == [seal_key(), old]
    assert verify.check(document, old).holds
    settings.CAIRN_KEYS = settings.CAIRN_KEYS[:1]
    assert known_keys() == [seal_key()]
    settings.AGREEMENT_KEYS = [old]
    assert old in known_keys()


def test_anybody_checks_it_without_signing_in(printed, settings, tmp_path):
    document, page, client = printed("participant"), reverse("agreement-check"), Client()
    with CaptureQueriesContext(connection) as asked:
        assert "You need no account" in client.get(page).text
        pasted = client.post(page, {"text": document.replace("\n", "\r\n")}).text
    assert [row["sql"] for row in asked if "SAVEPOINT" not in row["sql"]] == [], "no database is asked"
    assert "This agreement is unchanged" in pasted
    assert "Lucía Ferrer, Sponsor, version 2" in pasted
    assert coaching.PURPOSE not in pasted.split("<form")[0], "only what it says of itself"
    (tmp_path / "agreement.txt").write_bytes(document.encode())
    with (tmp_path / "agreement.txt").open("rb") as file:
        assert "This agreement is unchanged" in client.post(page, {"file": file}).text
    for other in (
        document.replace("Amara", "Amaro", 1),
        document + " ",
        "Something else",
        document.replace(" ", "\u00a0"),
    ):
        answer = client.post(page, {"text": other})
        assert "This is not what was signed here" in answer.text
    assert client.post(page, {"text": ""}).status_code == 422
    assert client.post(page, {"text": "x\0"}).status_code == 422
    key = client.get(reverse("agreement-key")).text.replace("<wbr>", "")
    assert seal_key() in key
    assert client.get(reverse("agreement-program")).content == PROGRAM.read_bytes()
    settings.CAIRN_KEYS = ["newer:" + "QUJD" * 10 + "QUI="]
    assert "a key that is not from here" in client.post(page, {"text": document}).text
