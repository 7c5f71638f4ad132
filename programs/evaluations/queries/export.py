"""The results of a program as a file: the same query and the same numbers as its page, and nothing more."""

import csv
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO

from django.utils.text import slugify

from programs.evaluations.queries.program import ProgramResults, Section
from programs.evaluations.wording import QuestionResult

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run such a text (OWASP, "CSV injection")
RESULT_HEADERS = ["Questions", "When", "Question", "Answers", "Average", "Answer", "Chosen by"]
CHANGE_HEADERS = ["Question", "Before", "Answers before", "After", "Answers after", "Change", "From", "To", "In words"]


@dataclass(frozen=True)
class Sheet:
    """A table of a file."""

    name: str
    headers: list[str]
    rows: list[list]


def sheets_of(results: ProgramResults) -> list[Sheet]:
    """What the page shows, as tables."""
    rows = [row for section in results.sections for row in _section_rows(section)]
    found = [Sheet("Results", RESULT_HEADERS, rows)]
    if results.changes:
        found.append(Sheet("Before and after", CHANGE_HEADERS, [_change_row(row) for row in results.changes]))
    return found


def _section_rows(section: Section) -> list[list]:
    head = [section.asked.title, section.asked.stage_words]
    return [[*head, *row] for question in section.questions for row in _question_rows(question)]


def _question_rows(question: QuestionResult) -> list[list]:
    if not question.shown:
        return [[question.label, "too few", None, None, None]]
    mean = None if question.mean is None else round(question.mean, 1)
    whole = [question.label, question.count, mean, None, None]
    return [whole, *([question.label, None, None, answer, count] for answer, count in question.distribution)]


def _change_row(row) -> list:
    change = row.change
    if change is None:
        return [row.label, *[None] * 7, row.sentence]
    before, after = change.before, change.after
    numbers = [round(value, 1) for value in (change.difference, change.low, change.high)]
    return [row.label, round(before.mean, 1), before.count, round(after.mean, 1), after.count, *numbers, row.sentence]


def safe(cell):
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell


def as_csv(sheets: list[Sheet]) -> bytes:
    """All tables one below the other, in UTF-8 with its mark, by which spreadsheets tell it."""
    text = StringIO()
    writer = csv.writer(text)
    for number, sheet in enumerate(sheets):
        if number:
            writer.writerow([])
        writer.writerow(sheet.headers)
        writer.writerows([["" if cell is None else safe(cell) for cell in row] for row in sheet.rows])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(sheets: list[Sheet]) -> bytes:
    """A workbook with a sheet for each table."""
    # Only here: it takes NumPy along where that is installed, which no process should carry for a page.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415

    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        page.append([safe(cell) for cell in sheet.headers])
        for row in sheet.rows:
            page.append([safe(cell) for cell in row])
        for cell in page[1]:
            cell.font = Font(bold=True)
        page.freeze_panes = "A2"
        for column, header in zip("ABCDEFGHI", sheet.headers, strict=False):
            page.column_dimensions[column].width = 44 if header in ("Question", "In words") else 18
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def file_name(results: ProgramResults, day: date, ending: str) -> str:
    """ "bigger-teams-results-2026-05-14.csv"."""
    return f"{slugify(results.program.name) or 'program'}-results-{day.isoformat()}.{ending}"
