"""German."""

from programs.notifications.catalogue.languages.de.engagements import ENGAGEMENTS
from programs.notifications.catalogue.languages.de.keeping import KEEPING
from programs.notifications.catalogue.languages.de.mail import MAIL, SMALL, TOPICS
from programs.notifications.catalogue.languages.de.requests import REQUESTS
from programs.notifications.catalogue.languages.de.sessions import SESSIONS
from programs.notifications.catalogue.languages.de.times import TIMES
from programs.notifications.catalogue.languages.language import Language

DE = Language(texts={**SESSIONS, **TIMES, **ENGAGEMENTS, **REQUESTS, **KEEPING}, topics=TOPICS, small=SMALL, mail=MAIL)
