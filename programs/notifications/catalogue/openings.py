"""Notes that those who run a program open, or ask to. The reason stays on the pages."""

from programs.notifications.catalogue.message import Message

LEDGER = {"link": "notes:ledger", "fact": "engagement_id", "button": "See who opened what", "topic": "openings"}
OPENING = {"link": "notes:opening-decide", "fact": "opening_id", "topic": "openings"}

OPENINGS = {
    # Everybody who takes part.
    "oversight-opened": Message(
        name="Notes were opened for oversight",
        who="take part in what was opened",
        sentence="{by} opened notes of {title} for oversight ({opened}).",
        subject="Notes of {title} were opened",
        more="You all signed that this may happen. The page says why, and which of your notes were read.",
        **LEDGER,
    ),
    "emergency-opened": Message(
        name="Notes were opened in an emergency",
        who="take part in what was opened",
        sentence="{by} opened notes of {title} in an emergency ({opened}). A second administrator agreed.",
        subject="Notes of {title} were opened in an emergency",
        more="You all signed that this may happen. The page says why, who agreed, and which of your notes were read.",
        **LEDGER,
    ),
    # Administrators.
    "emergency-asked": Message(
        name="An administrator asks to open notes in an emergency",
        who="are an administrator",
        sentence="{by} asks to open the notes of {title} in an emergency. Agree or refuse.",
        subject="Emergency: {by} asks to open notes of {title}",
        more="Nothing is open yet. The page says why it is asked. After a day the question is void.",
        button="Read and decide",
        **OPENING,
    ),
    "emergency-told": Message(
        name="Notes were opened in an emergency, to the other administrators",
        who="are an administrator",
        sentence="{by} opened notes of {title} in an emergency ({opened}).",
        subject="Notes of {title} were opened in an emergency",
        more="The page says why and who agreed.",
        button="See how it came about",
        **OPENING,
    ),
    # Who asked.
    "emergency-approved": Message(
        name="An emergency was agreed to",
        who="asked for it",
        sentence="You can read the notes of {title} until {closes}.",
        subject="You can read the notes of {title}",
        more="Everybody there has been told.",
        button="Read the notes",
        link="notes:opening-read",
        fact="opening_id",
        topic="openings",
    ),
    "emergency-refused": Message(
        name="An emergency was refused",
        who="asked for it",
        sentence="{by} refused to open the notes of {title}.",
        subject="Refused: notes of {title}",
        more="Nothing was opened.",
        button="See how it stands",
        **OPENING,
    ),
}
