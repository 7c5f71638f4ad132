"""A version as a file to keep: the texts exactly as they were signed, the signatures, and the seal of the install.

`programs.coaching.verify` reads what this writes. What people wrote is indented or on one line, so that no line of
theirs reads like one of the file's own.
"""

from datetime import UTC, datetime

from django.conf import settings
from django.urls import reverse

from programs.coaching.models import Contract
from programs.coaching.queries.agreement import INDENT
from programs.coaching.queries.versions import Paper, Sheet, Signed, Standing
from programs.coaching.sealing import seal, seal_key
from programs.coaching.verify import FIRST_LINE, NOT_ALL_HERE, SEAL_HEADING, SIGNATURES


def document_of(contract: Contract, sheet: Sheet, standing: Standing, organization: str, now: datetime) -> str:
    """The whole file, sealed.

    Args:
        standing: what became of the version until now.
        organization: its name.
    """
    parts = [
        _head(contract, sheet, standing, organization, now),
        *(_paper(paper) for paper in sheet.papers),
        "\n\n".join([f"==== {SIGNATURES} ====\n{_count(sheet)}", *_signatures(sheet)]),
        f"{SEAL_HEADING}\nKey: {seal_key()}\nSeal: ",
    ]
    document = "\n\n".join(parts)
    return f"{document}{seal(document)}\n"


def _head(contract: Contract, sheet: Sheet, standing: Standing, organization: str, now: datetime) -> str:
    version, amendment = sheet.version, sheet.version.amendment
    since = f", {_moment(standing.at)}" if standing.at else ""
    lines = [
        FIRST_LINE,
        f"Check it at: {settings.SITE_URL}{reverse('agreement-check')}",
        "",
        f"Organization: {_line(organization)}",
        f"Contract: {_line(contract.engagement.title)}",
        f"Contract id: {contract.pk}",
        f"Version: {version.number}",
        f"Sent: {_moment(version.sent_at)}",
        f"Copy for: {_line(sheet.place.name)}, {sheet.place.get_role_display()}",
        f"Printed: {_moment(now)}",
        f"Status: {standing.text}{since}",
    ]
    if amendment:
        lines += [f"Amendment: {amendment.number}", "Why it changes:", *_indented(amendment.reason or "Text removed")]
    return "\n".join(lines)


def _paper(paper: Paper) -> str:
    readers = f"{_line(paper.client.name)} and the coach only" if paper.client else "every party"
    return f"==== Text {paper.number}, for {readers} ====\nSHA-256: {paper.digest}\n{paper.text}"


def _count(sheet: Sheet) -> str:
    missing = [f"Not signed yet: {_line(place.name)}, {place.get_role_display()}" for place in sheet.waiting]
    return "\n".join([f"Signed by: {len(sheet.signed)}", *missing])


def _signatures(sheet: Sheet) -> list[str]:
    return ["\n".join(_signature(signed)) for signed in sheet.signed]


def _signature(signed: Signed) -> list[str]:
    row, numbers = signed.signature, ", ".join(map(str, signed.covers))
    lines = [
        f"Name: {_line(row.name)}",
        f"Role: {signed.place.get_role_display()}",
        f"Version: {row.version.number}",
        f"Signed: {_moment(row.signed_at)}",
    ]
    if not numbers:  # a digest of texts that this reader does not read would let them try what these say
        return [*lines, f"Covers: {NOT_ALL_HERE}"]
    return [*lines, f"Covers: text{'s' if len(signed.covers) > 1 else ''} {numbers}", f"Digest: {row.digest}"]


def _indented(text: str) -> list[str]:
    return [INDENT + line.strip() for line in text.splitlines() if line.strip()]


def _moment(value: datetime) -> str:
    return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def _line(text: str) -> str:
    return " ".join(text.split())
