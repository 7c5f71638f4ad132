"""Check a printed agreement: `python verify.py agreement.txt [--key PUBLICKEY]`.

Needs nothing but Python, no database and no portal, so that anybody can keep it beside the file. It computes the
digests of the texts anew, compares them with what each party signed, and checks the seal (Ed25519, RFC 8032) of the
install over the whole file. One changed character anywhere fails. Exit status 0: everything holds; 1: it does not.
"""

import argparse
import hashlib
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

FIRST_LINE = "CAIRN SIGNED AGREEMENT 1"
SEAL_HEADING = "==== Seal ===="
SIGNATURES = "Signatures"
WHOLE = re.compile(
    rf"(?P<sealed>(?P<body>{FIRST_LINE}\n.*\n)\n{SEAL_HEADING}\nKey: (?P<key>[0-9a-f]{{64}})\nSeal: )"
    r"(?P<seal>[0-9a-f]{128})\n",
    re.DOTALL,
)
HEADING = re.compile(r"\n\n==== (.+) ====\n")
TEXT = re.compile(r"Text (\d+), for .+")
FIELD = re.compile(r"([A-Z][A-Za-z0-9 -]*): (.+)")
COVERS = re.compile(r"text(?:s)? (\d+(?:, \d+)*)")
NOT_ALL_HERE = "texts that are not all in this copy"


@dataclass
class Signed:
    """One party's signature, as the file says it.

    Args:
        recomputed: its digest was computed anew from the texts in the file; what others read is not in each copy.
    """

    name: str
    role: str
    version: str
    signed: str
    digest: str = ""
    recomputed: bool = False


@dataclass
class Report:
    """What the file says, and what is wrong with it."""

    problems: list[str] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    digests: list[str] = field(default_factory=list)
    signatures: list[Signed] = field(default_factory=list)
    key: str = ""

    @property
    def holds(self) -> bool:
        """Whether every check passed."""
        return not self.problems


def key_id(key: str) -> str:
    """The short name of a public key."""
    return hashlib.sha256(bytes.fromhex(key)).hexdigest()[:16]


def check(document: bytes | str, key: str = "") -> Report:
    """Check a file from its first character to its last.

    Args:
        key: the public key that it must be sealed with; without one the key in the file counts, and the reader
            compares it with the one that the portal publishes.
    """
    report = Report()
    try:
        text = document if isinstance(document, str) else document.decode("utf-8")
        sealed_as = text.encode("utf-8")
    except UnicodeError:
        report.problems.append("This is no text in UTF-8.")
        return report
    found = WHOLE.fullmatch(text)
    if found is None:
        report.problems.append("This is not a whole signed agreement, from its first line to its last.")
        return report
    report.key = found["key"]
    if key and key != report.key:
        report.problems.append(f"It is sealed with the key {key_id(report.key)}, not with the one you named.")
    sealed = sealed_as[: -len(found["seal"]) - 1]
    if not seal_holds(bytes.fromhex(report.key), sealed, bytes.fromhex(found["seal"])):
        report.problems.append("The seal does not fit: something in this file was changed.")
    _read(found["body"], report)
    return report


def _read(body: str, report: Report) -> None:
    """Take the file apart, and compute each digest anew."""
    head, *parts = HEADING.split(body.removesuffix("\n"))
    report.facts = dict(_fields(head.split("\n")))
    texts: dict[int, str] = {}
    for heading, content in zip(parts[::2], parts[1::2], strict=True):
        if found := TEXT.fullmatch(heading):
            texts[int(found[1])] = _text(int(found[1]), content, report)
        elif heading == SIGNATURES:
            for block in content.split("\n\n"):
                _signature(dict(_fields(block.split("\n"))), texts, report)
    if not texts:
        report.problems.append("There is no text in this file.")


def _text(number: int, content: str, report: Report) -> str:
    stated, _, text = content.partition("\n")
    digest = hashlib.sha256(text.encode()).hexdigest()
    report.digests.append(digest)
    if stated != f"SHA-256: {digest}":
        report.problems.append(f"The digest of text {number} is another one.")
    return text


def _signature(values: dict[str, str], texts: dict[int, str], report: Report) -> None:
    if "Name" not in values:
        return
    signed = Signed(values["Name"], values.get("Role", ""), values.get("Version", ""), values.get("Signed", ""))
    report.signatures.append(signed)
    if values.get("Covers") == NOT_ALL_HERE:
        return
    covers = COVERS.fullmatch(values.get("Covers", ""))
    numbers = [int(number) for number in covers[1].split(", ")] if covers else []
    signed.digest = values.get("Digest", "")
    if not numbers or not set(numbers) <= set(texts):
        report.problems.append(f"It is not clear what {signed.name} signed.")
    elif hashlib.sha256("\n\n".join(texts[number] for number in numbers).encode()).hexdigest() != signed.digest:
        report.problems.append(f"{signed.name} signed another digest than that of these texts.")
    else:
        signed.recomputed = True


def _fields(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """`Name: value` at the margin. What people wrote is indented, so it never looks like one."""
    for line in lines:
        if found := FIELD.fullmatch(line):
            yield found[1], found[2]


# --- Ed25519, as RFC 8032 writes it down: only checking, which needs no secret and so no constant time --------------
_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)
Point = tuple[int, int, int, int]


def _add(a: Point, b: Point) -> Point:
    low, high = (a[1] - a[0]) * (b[1] - b[0]) % _P, (a[1] + a[0]) * (b[1] + b[0]) % _P
    cross, double = 2 * a[3] * b[3] * _D % _P, 2 * a[2] * b[2] % _P
    e, f, g, h = high - low, double - cross, double + cross, high + low
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(number: int, point: Point) -> Point:
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = _add(total, point)
        point, number = _add(point, point), number >> 1
    return total


def _same(a: Point, b: Point) -> bool:
    return (a[0] * b[2] - b[0] * a[2]) % _P == 0 and (a[1] * b[2] - b[1] * a[2]) % _P == 0


def _point(data: bytes) -> Point | None:
    value = int.from_bytes(data, "little")
    sign, y = value >> 255, value & (2**255 - 1)
    if y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    x = _P - x if x & 1 != sign else x
    return x, y, 1, x * y % _P


_BASE = _point((4 * pow(5, -1, _P) % _P).to_bytes(32, "little"))


def seal_holds(key: bytes, message: bytes, seal: bytes) -> bool:
    """Whether the owner of this public key sealed this message."""
    owner, first = _point(key), _point(seal[:32])
    scalar = int.from_bytes(seal[32:], "little")
    if owner is None or first is None or _BASE is None or scalar >= _ORDER:
        return False
    hashed = int.from_bytes(hashlib.sha512(seal[:32] + key + message).digest(), "little") % _ORDER
    return _same(_times(scalar, _BASE), _add(first, _times(hashed, owner)))


# --- The command ------------------------------------------------------------------------------------------------------
def lines_of(report: Report, *, key: str = "") -> list[str]:
    """What was checked, in words."""
    if not report.holds:
        return ["This agreement does not hold.", *(f"- {problem}" for problem in report.problems)]
    facts = report.facts
    lines = [
        "This agreement is unchanged.",
        *(f"{name}: {facts[name]}" for name in ("Organization", "Contract", "Version", "Status") if name in facts),
        *(f"Text {number}: SHA-256 {digest}" for number, digest in enumerate(report.digests, start=1)),
    ]
    for signed in report.signatures:
        how = "its digest is that of these texts" if signed.recomputed else "the seal vouches for it"
        lines.append(f"Signed by {signed.name}, {signed.role}, version {signed.version}, {signed.signed}: {how}")
    lines.append(f"Sealed with the key {report.key} (id {key_id(report.key)})")
    lines.append("That is the key you named." if key else "Compare it with the key that the portal publishes.")
    return lines


def verify_file(path: str, key: str = "") -> tuple[bool, str]:
    """Whether the file holds, and what to tell about it."""
    try:
        document = Path(path).read_bytes()
    except OSError as error:
        return False, f"The file can’t be read: {error.strerror}."
    report = check(document, key.strip().lower())
    return report.holds, "\n".join(lines_of(report, key=key))


def main(arguments: Sequence[str] | None = None) -> int:
    """The command of the terminal."""
    parser = argparse.ArgumentParser(description="Check a printed agreement.")
    parser.add_argument("file")
    parser.add_argument("--key", default="", help="the public key that it must be sealed with, in hexadecimal")
    options = parser.parse_args(arguments)
    holds, words = verify_file(options.file, options.key)
    sys.stdout.write(f"{words}\n")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
