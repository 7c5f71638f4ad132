"""What may be published about answers without telling one person's. Pure: no database, no Django.

The rules in one place (docs/adr says why they hold):

1. Rounds are joined into batches of five people or more when they close, once and for all (`batches`).
2. A batch gives one release per question. Where (nearly) everybody gave the same answer, the release is the same for
   several possible sets of answers, so that nobody's answer follows from it, not even for somebody who takes their own
   answer away (`softening`).
3. Everything that is published is computed from releases of whole batches, and from nothing else (`figures`).
"""

from programs.evaluations.disclosure.batches import ENOUGH, Joined, Strength, Waiting, join, strength_of
from programs.evaluations.disclosure.categories import Category, categories, identity, is_measured, least, most
from programs.evaluations.disclosure.figures import (
    ENOUGH_FOR_DISTRIBUTION,
    Figures,
    Release,
    figures_of,
    release,
    releases_of,
    together,
)
from programs.evaluations.disclosure.softening import Soft, soften

__all__ = [
    "ENOUGH",
    "ENOUGH_FOR_DISTRIBUTION",
    "Category",
    "Figures",
    "Joined",
    "Release",
    "Soft",
    "Strength",
    "Waiting",
    "categories",
    "figures_of",
    "identity",
    "is_measured",
    "join",
    "least",
    "most",
    "release",
    "releases_of",
    "soften",
    "strength_of",
    "together",
]
