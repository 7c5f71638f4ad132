"""Portuguese of Portugal."""

from programs.notifications.catalogue.languages.language import Language
from programs.notifications.catalogue.languages.pt.engagements import ENGAGEMENTS
from programs.notifications.catalogue.languages.pt.keeping import KEEPING
from programs.notifications.catalogue.languages.pt.mail import MAIL, SMALL, TOPICS
from programs.notifications.catalogue.languages.pt.requests import REQUESTS
from programs.notifications.catalogue.languages.pt.sessions import SESSIONS
from programs.notifications.catalogue.languages.pt.times import TIMES

PT = Language(texts={**SESSIONS, **TIMES, **ENGAGEMENTS, **REQUESTS, **KEEPING}, topics=TOPICS, small=SMALL, mail=MAIL)
