"""German."""

from programs.notifications.catalogue.languages.de.amending import AMENDING
from programs.notifications.catalogue.languages.de.coaches import COACHES
from programs.notifications.catalogue.languages.de.covenant import COVENANT
from programs.notifications.catalogue.languages.de.design import DESIGN
from programs.notifications.catalogue.languages.de.engagements import ENGAGEMENTS
from programs.notifications.catalogue.languages.de.keeping import KEEPING
from programs.notifications.catalogue.languages.de.mail import MAIL, SMALL, TOPICS
from programs.notifications.catalogue.languages.de.openings import OPENINGS
from programs.notifications.catalogue.languages.de.parties import PARTIES
from programs.notifications.catalogue.languages.de.passing_on import PASSING_ON
from programs.notifications.catalogue.languages.de.practising import PRACTISING
from programs.notifications.catalogue.languages.de.preparing import PREPARING
from programs.notifications.catalogue.languages.de.reports import REPORTS
from programs.notifications.catalogue.languages.de.requests import REQUESTS
from programs.notifications.catalogue.languages.de.revising import REVISING
from programs.notifications.catalogue.languages.de.sessions import SESSIONS
from programs.notifications.catalogue.languages.de.times import TIMES
from programs.notifications.catalogue.languages.language import Language

TEXTS = {
    **SESSIONS,
    **TIMES,
    **ENGAGEMENTS,
    **REQUESTS,
    **COVENANT,
    **OPENINGS,
    **KEEPING,
    **PREPARING,
    **PRACTISING,
    **PASSING_ON,
    **DESIGN,
    **AMENDING,
    **COACHES,
    **PARTIES,
    **REPORTS,
    **REVISING,
}
DE = Language(texts=TEXTS, topics=TOPICS, small=SMALL, mail=MAIL)
