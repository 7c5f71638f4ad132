"""Forms of the room: a choice for each cell that has one, and the signature."""

from django import forms

from portal.ui.forms import PortalForm
from programs.covenant.actions.proposing import LONGEST_WHY
from programs.covenant.items import ORGANIZATION, Access, Item, choices_for
from programs.covenant.sentences import Column, cell_words, open_cells, with_cells
from programs.covenant.terms import FEWEST_MONTHS, LONGEST_REASON, MOST_MONTHS, Terms


class SignForm(PortalForm):
    """What the person has read, told by its digest."""

    digest = forms.CharField(
        widget=forms.HiddenInput,
        max_length=64,
        error_messages={"required": "Nothing was signed. Read who sees what below, then sign it."},
    )


class MatrixForm(PortalForm):
    """The base: a select for each cell that has a choice, and how long text is kept. Its value is `terms`."""

    months = forms.IntegerField(
        label="Months after the end until text is deleted",
        min_value=FEWEST_MONTHS,
        max_value=MOST_MONTHS,
        help_text=f"Between {FEWEST_MONTHS} and {MOST_MONTHS}",
    )

    def __init__(self, data=None, *, terms: Terms, columns: list[Column], **kwargs):
        initial = {_name(item, role): terms.level(item, role).value for item, role in open_cells(terms)}
        super().__init__(data, initial={**initial, "months": terms.months, **kwargs.pop("initial", {})}, **kwargs)
        self.terms, self.columns = terms, columns
        for item, column in self._chosen():
            self.fields[_name(item, column.role)] = forms.ChoiceField(
                label=f"{item.label}: {column.who}",
                choices=[
                    (level.value, cell_words(item, column.role, level)) for level in choices_for(item, column.role)
                ],
                error_messages={
                    "required": f"Choose what {column.who} may read: {item.label.lower()}",
                    "invalid_choice": self.NOT_OFFERED,
                },
            )

    def _chosen(self) -> list[tuple[Item, Column]]:
        """The cells that can be chosen, of the columns in which somebody stands."""
        by_role = {column.role: column for column in self.columns}
        return [(item, by_role[role]) for item, role in open_cells(self.terms) if role in by_role]

    def rows(self) -> list[tuple[Item, list[dict]]]:
        """Items down, columns across: the field of a cell, or the words of one that has no choice."""
        return [(item, [self._cell(item, column) for column in self.columns]) for item in Item]

    def _cell(self, item: Item, column: Column) -> dict:
        name, level = _name(item, column.role), self.terms.level(item, column.role)
        bound = self[name] if name in self.fields else None
        return {"column": column, "field": bound, "words": cell_words(item, column.role, level)}

    def chosen_terms(self, cleaned: dict, **changes) -> Terms:
        """The terms with what was chosen."""
        cells = {(item.value, column.role): cleaned[_name(item, column.role)] for item, column in self._chosen()}
        return with_cells(self.terms, {**cells, **changes.pop("cells", {})}, months=cleaned["months"], **changes)


class ProposeForm(MatrixForm):
    """Other terms for an engagement."""

    why = forms.CharField(
        label="Why",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_WHY,
        required=False,
        help_text="A line to the others. Only the people here read it.",
    )

    def clean(self) -> dict:
        """The action's arguments."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        return {"terms": self.chosen_terms(cleaned), "why": cleaned["why"]}


class ProgramTermsForm(MatrixForm):
    """What a program declares. What is reserved for the organization is decided by administrators alone."""

    oversight = forms.CharField(
        label="Why shared notes may have to be opened",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_REASON,
        required=False,
        help_text="Such as: Safeguarding of minors. People read it before they join, and everybody is told each time. "
        "Empty: nobody can open them",
    )
    emergency = forms.BooleanField(
        label="In an emergency two administrators together may open all notes",
        required=False,
        help_text="Everybody concerned is told.",
    )

    def __init__(self, data=None, *, terms: Terms, columns: list[Column], reserves: bool, **kwargs):
        initial = {"oversight": terms.oversight, "emergency": terms.emergency}
        super().__init__(data, terms=terms, columns=columns, initial=initial, **kwargs)
        if not reserves:
            del self.fields["oversight"], self.fields["emergency"]

    def clean(self) -> dict:
        """The action's arguments."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        oversight = cleaned.get("oversight", self.terms.oversight).strip()
        emergency = cleaned.get("emergency", self.terms.emergency)
        level = Access.REASON if oversight else Access.NONE
        cells = {(Item.NOTES.value, ORGANIZATION): level}
        return {"terms": self.chosen_terms(cleaned, cells=cells, oversight=oversight, emergency=emergency)}


def _name(item: str, role: str) -> str:
    return f"{Item(item).value}-{role}"
