"""A field for the forms of all rooms above."""

from django import forms

LIFE = "This is a question of life beyond work: only you and who leads read it"


def life_field() -> forms.BooleanField:
    """The mark of a life question, for which the strictest rule holds."""
    return forms.BooleanField(label=LIFE, required=False)
