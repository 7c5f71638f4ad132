"""The life of an opening: asked, approved or refused by somebody else, open for a while, over."""

from datetime import timedelta

from django.db.models import TextChoices

OPEN_FOR = {"oversight": timedelta(minutes=30), "emergency": timedelta(minutes=60)}
DECIDED_WITHIN = timedelta(hours=24)  # an emergency that nobody decides in a day was none


class OpeningState(TextChoices):
    WAITING = "waiting", "Waits for a second administrator"
    LAPSED = "lapsed", "Nobody decided within a day"
    REFUSED = "refused", "Refused"
    OPEN = "open", "Open"
    OVER = "over", "Over"
