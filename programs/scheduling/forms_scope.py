"""For which sessions of a series a later change is meant: a part of the forms that move and cancel."""

from django import forms
from django.http import HttpRequest

from programs.scheduling.lifecycle import Scope
from programs.scheduling.queries import InSeries


class SeriesScope(forms.Form):
    """Whether a change is meant for one session of a series or for more; asked only where there are more."""

    scope_hint = ""

    def __init__(self, *args, in_series: InSeries | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        choices = scope_choices(in_series) if in_series else []
        self.has_scope = len(choices) > 1
        if self.has_scope:
            self.fields["scope"] = forms.ChoiceField(
                label="Which sessions?", choices=choices, widget=forms.RadioSelect, help_text=self.scope_hint
            )
            self.order_fields(["scope"])
            asked = self.initial.get("scope", Scope.ONE)  # all that are planned may be just those that follow
            self.initial["scope"] = asked if asked in dict(choices) else choices[-1][0]

    @property
    def means_several(self) -> bool:
        """Whether more than the one session is meant, as it stands in the form."""
        return self.has_scope and self["scope"].value() in {Scope.FOLLOWING, Scope.ALL}


def scope_choices(in_series: InSeries) -> list[tuple[str, str]]:
    """The scopes that differ from each other, with how many sessions they mean."""
    found = [(Scope.ONE, "Only this one")]
    if in_series.following:
        others = "one that follows" if in_series.following == 1 else f"{in_series.following} that follow"
        found.append((Scope.FOLLOWING, f"This one and the {others}"))
    if in_series.planned > in_series.following + 1:
        found.append((Scope.ALL, f"All {in_series.planned} that are still planned"))
    return found


def asked_scope(request: HttpRequest) -> dict:
    """What the link to the page asks for, such as "all" from the page of a series."""
    asked = request.GET.get("scope", "")
    return {"scope": asked} if asked in Scope.values else {}
