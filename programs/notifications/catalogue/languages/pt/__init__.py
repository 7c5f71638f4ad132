"""Portuguese of Portugal."""

from programs.notifications.catalogue.languages.language import Language
from programs.notifications.catalogue.languages.pt.amending import AMENDING
from programs.notifications.catalogue.languages.pt.coaches import COACHES
from programs.notifications.catalogue.languages.pt.covenant import COVENANT
from programs.notifications.catalogue.languages.pt.design import DESIGN
from programs.notifications.catalogue.languages.pt.engagements import ENGAGEMENTS
from programs.notifications.catalogue.languages.pt.keeping import KEEPING
from programs.notifications.catalogue.languages.pt.mail import MAIL, SMALL, TOPICS
from programs.notifications.catalogue.languages.pt.openings import OPENINGS
from programs.notifications.catalogue.languages.pt.parties import PARTIES
from programs.notifications.catalogue.languages.pt.passing_on import PASSING_ON
from programs.notifications.catalogue.languages.pt.practising import PRACTISING
from programs.notifications.catalogue.languages.pt.preparing import PREPARING
from programs.notifications.catalogue.languages.pt.reports import REPORTS
from programs.notifications.catalogue.languages.pt.requests import REQUESTS
from programs.notifications.catalogue.languages.pt.revising import REVISING
from programs.notifications.catalogue.languages.pt.sessions import SESSIONS
from programs.notifications.catalogue.languages.pt.times import TIMES

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
PT = Language(texts=TEXTS, topics=TOPICS, small=SMALL, mail=MAIL)
