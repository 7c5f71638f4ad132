"""What the world's sessions are for: an aim and takeaways of its contract, each with a canary."""

from datetime import timedelta

from programs.goals.actions import write_focus
from programs.goals.queries_focus import stamp_of_text
from programs.scheduling.models import Session
from tests.factories.scheduling import at, place_in


def plant_aim(world, session, client) -> None:
    """What the client wants of the session, before it begins."""
    write_focus(session=session, part="aim", text="canary-aim", seen=stamp_of_text(""), by=client)
    world.canaries["canary-aim"] = {"participant", "coach"}


def plant_focus(cast, world) -> None:
    """Takeaways, a minute after the session began; `plant_aim` came before it."""
    session = Session.objects.select_related("engagement__program").get(pk=world.contract_session.pk)
    nothing = stamp_of_text("")
    coach = place_in(session.engagement, cast.coach)
    with at(session.starts_at + timedelta(minutes=1)):
        write_focus(session=session, part="takeaways", text="canary-takeaways", seen=nothing, by=coach)
    world.canaries["canary-takeaways"] = {"participant", "coach"}
