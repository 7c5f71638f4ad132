"""People outside, as somebody writes them down: a name and an address on each line."""

import re

SEPARATORS = re.compile(r"[<>,;()\t]+")


def is_guest_line(line: str) -> bool:
    """Whether a line names somebody outside: an address, and a name beside it. An address alone is a member's."""
    name, email = read_guest_line(line)
    return bool(name and email)


def read_guest_line(line: str) -> tuple[str, str]:
    """Name and address of "Rui Costa, rui@partner.example" or "Rui Costa <rui@partner.example>"; "" for what lacks."""
    words = SEPARATORS.sub(" ", line).split()
    addresses = [word for word in words if "@" in word]
    if len(addresses) != 1:
        return " ".join(words), ""
    return " ".join(word for word in words if word != addresses[0]), addresses[0].lower()


def lines_of(text: str) -> list[str]:
    """The lines that hold something, without the spaces around and between."""
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
