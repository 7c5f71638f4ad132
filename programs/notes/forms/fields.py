"""What the forms of notes have in common."""

from django import forms

LONGEST = 20_000
PRIVATE, SHARED = "private", "engagement"


def text_field(label: str, **kwargs) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 8}), **kwargs)
