"""What the world's sessions are for: an aim and takeaways of its contract, each with a canary."""

from datetime import timedelta

from programs.goals.actions import write_focus
from programs.goals.queries_focus import stamp_of_text
from programs.scheduling.models import Session
from tests.factories.scheduling import at, place_in


def plant_focus(cast, world) -> None:
    """An aim before the session, and takeaways a minute after it began."""
    session = Session.objects.select_related("engagement__program").get(pk=world.contract_session.pk)
    nothing = stamp_of_text("")
    client, coach = (place_in(session.engagement, who) for who in (cast.participant, cast.coach))
    write_focus(session=session, part="aim", text="canary-aim", seen=nothing, by=client)
    with at(session.starts_at + timedelta(minutes=1)):
        write_focus(session=session, part="takeaways", text="canary-takeaways", seen=nothing, by=coach)
    world.canaries["canary-aim"] = {"participant", "coach"}
    world.canaries["canary-takeaways"] = {"participant", "coach"}
