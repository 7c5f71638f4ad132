"""What the clock’s sentences are made of, by language. Nothing here depends on the server’s locale."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from portal.languages import ENGLISH


@dataclass(frozen=True)
class ClockWords:
    """The words of one language.

    Args:
        days, months: names, Monday and January first.
        on: what stands before each day in "on Thursday".
        date, year: "Thursday 14 May", and what follows in another year.
        time: a time of day at the end of its words.
        to, to_day: between two times of one day, and before the day on which the second one is.
        zone: what follows a time, with its city.
        there, there_on: the time elsewhere, and with its day if that is another one.
        cities: those that have another name in this language.
    """

    days: tuple[str, ...]
    months: tuple[str, ...]
    on: tuple[str, ...]
    date: str
    year: str
    time: str
    to: str
    to_day: str
    zone: str
    there: str
    there_on: str
    cities: Mapping[str, str] = field(default_factory=dict)


EN = ClockWords(
    days=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    on=("on",) * 7,
    date="{weekday} {day} {month}",
    year=" {year}",
    time="{time}",
    to=" to ",
    to_day=" to ",
    zone=" {city} time",
    there="{time} in {city}",
    there_on="{time} {day} in {city}",
)
DE = ClockWords(
    days=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    months=(
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    on=("am",) * 7,
    date="{weekday}, {day}. {month}",
    year=" {year}",
    time="{time} Uhr",
    to=" bis ",
    to_day=" bis ",
    zone=" Ortszeit {city}",
    there="{time} in {city}",
    there_on="{time} {day}, in {city}",
    cities={
        "Athens": "Athen",
        "Azores": "Azoren",
        "Belgrade": "Belgrad",
        "Brussels": "Brüssel",
        "Bucharest": "Bukarest",
        "Cairo": "Kairo",
        "Copenhagen": "Kopenhagen",
        "Hong Kong": "Hongkong",
        "Lisbon": "Lissabon",
        "Luxembourg": "Luxemburg",
        "Mexico City": "Mexiko-Stadt",
        "Moscow": "Moskau",
        "Prague": "Prag",
        "Rome": "Rom",
        "Singapore": "Singapur",
        "Tokyo": "Tokio",
        "Vienna": "Wien",
        "Warsaw": "Warschau",
    },
)
PT = ClockWords(
    days=("segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"),
    months=(
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ),
    on=("na",) * 5 + ("no",) * 2,
    date="{weekday}, {day} de {month}",
    year=" de {year}",
    time="{time}",
    to="–",
    to_day=" até ",
    zone=", hora de {city}",
    there="{time} em {city}",
    there_on="{time} {day}, em {city}",
    cities={
        "Amsterdam": "Amesterdão",
        "Athens": "Atenas",
        "Azores": "Ponta Delgada",  # a city, as the sentences need one
        "Belgrade": "Belgrado",
        "Berlin": "Berlim",
        "Brussels": "Bruxelas",
        "Bucharest": "Bucareste",
        "Budapest": "Budapeste",
        "Copenhagen": "Copenhaga",
        "Helsinki": "Helsínquia",
        "Lisbon": "Lisboa",
        "London": "Londres",
        "Luxembourg": "Luxemburgo",
        "Madeira": "Funchal",
        "Mexico City": "Cidade do México",
        "Moscow": "Moscovo",
        "New York": "Nova Iorque",
        "Prague": "Praga",
        "Rome": "Roma",
        "Singapore": "Singapura",
        "Stockholm": "Estocolmo",
        "Tokyo": "Tóquio",
        "Vienna": "Viena",
        "Warsaw": "Varsóvia",
        "Zürich": "Zurique",
    },
)
CLOCK_WORDS = {ENGLISH: EN, "de": DE, "pt": PT}


def clock_words(language: str) -> ClockWords:
    """The words of a language; the English ones for one that has none."""
    return CLOCK_WORDS.get(language, EN)
