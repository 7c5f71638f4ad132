"""Mails are in the language of who reads them, from the subject to the foot; pages are not."""

import re
from datetime import UTC, date, datetime
from html import unescape
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail

from accounts.actions import change_profile
from portal.outbox.relay import relay
from programs.notifications import actions
from programs.notifications.models import Notification, Preference
from programs.notifications.queries import notices_for, with_words
from programs.notifications.tasks import send_due_digests, send_due_mail
from programs.notifications.wording import due, put_into_words
from programs.scheduling.actions import cancel_session
from tests.factories import evaluations
from tests.factories.mails import mails_to
from tests.factories.notifications import book, circle_of, remind
from tests.programs.notifications.test_catalogue import FACTS, NOW

pytestmark = pytest.mark.django_db
NOON = "2026-05-12T12:00:00+01:00"
TOMORROW_AT_EIGHT = "2026-05-13T08:00:30+01:00"
LISBON = ZoneInfo("Europe/Lisbon")
IN_JULY = datetime(2026, 7, 15, 13, 30, tzinfo=UTC)
ENGLISH_WORDS = {"you", "your", "the", "session", "hello", "button", "time", "at", "because"}


@pytest.fixture
def readers(cast, harbour):
    """Amara reads German in Lisbon, Rafael Portuguese in São Paulo, Helen English."""
    for membership, language in ((cast.participant, "de"), (cast.coach, "pt")):
        user = membership.user
        change_profile(user=user, name=user.name, time_zone=user.time_zone, theme="", language=language)
    with time_machine.travel(NOON):
        yield cast


@pytest.fixture
def circle(readers):
    return circle_of(readers)


def the_mail(name: str):
    """The only mail to somebody, after a look at what holds in any language: the text and the HTML say the same, its
    language is said to programs, and none of its words is English."""
    (message,) = mails_to(name, mail.outbox)
    html = message.alternatives[0][0]
    language = {"amara": "de", "rafael": "pt"}.get(name, "en")
    assert f'<html lang="{language}">' in html
    assert message.extra_headers["Content-Language"] == language
    seen = words_in(re.sub(r"<(style|title)>.*?</\1>|<[^>]+>", " ", html, flags=re.S))
    assert words_in(message.body) <= seen
    if language != "en":
        assert not {word.lower() for word in seen} & ENGLISH_WORDS
    return message, " ".join(message.body.split())


def words_in(text: str) -> set[str]:
    return set(re.findall(r"\w+", re.sub(r"https?://\S+", "", unescape(text))))


def test_a_reminder(circle):
    engagement, places = circle
    session = book(engagement, places["mentor"])
    Notification.objects.all().delete()
    remind(session)
    Notification.objects.exclude(kind="session-reminder").delete()
    send_due_mail()
    german, body = the_mail("amara")
    assert german.subject == "In einer Stunde: Sitzung zu Leads"
    assert body.startswith(
        "Guten Tag Amara, Ihre Sitzung zu „Leads“: Dienstag, 12. Mai, 12:59 bis 13:59 Uhr Ortszeit L"
    )
    assert "Sie erhalten diese Mail von Harbour Health, weil Sie einen Platz in dieser Sitzung haben." in body
    assert "Keine Mails mehr zu „Erinnerungen an Sitzungen“: http" in body
    portuguese, body = the_mail("rafael")
    assert portuguese.subject == "Daqui a uma hora: sessão de Leads"
    assert body.startswith("Olá, Rafael, A sua sessão de “Leads”: terça-feira, 12 de maio, 08:59–09:59, hora de São")
    assert "Recebe este e-mail de Harbour Health porque tem lugar nesta sessão." in body
    english, body = the_mail("helen")
    assert english.subject == "In one hour: session of Leads"


def test_a_session_that_is_cancelled_with_both_clocks(circle):
    engagement, places = circle
    session = book(engagement, places["mentee"], starts_at=IN_JULY)
    relay()
    Notification.objects.all().delete()
    cancel_session(session=session, reason="", by=places["mentor"])
    relay()
    send_due_mail()
    german, body = the_mail("amara")
    assert german.subject == "Abgesagt: Sitzung zu Leads"
    assert "ist abgesagt. Geplant war sie für Mittwoch, 15. Juli, 14:30 bis 15:30 Uhr Ortszeit Lissabon." in body
    assert "Diese Mails lassen sich nicht abbestellen: Andere verlassen sich auf Sie" in body
    portuguese, body = the_mail("rafael")
    assert portuguese.subject == "Cancelada: sessão de Leads"
    assert "para quarta-feira, 15 de julho, 10:30–11:30, hora de São Paulo (14:30 em Lisboa)." in body
    assert "Não é possível desativar estes e-mails: Outras pessoas contam consigo" in body


def test_an_invitation_to_a_session_asks_for_the_answer(circle):
    engagement, places = circle
    book(engagement, places["mentor"], starts_at=IN_JULY)
    relay()
    send_due_mail()
    assert "Ich kann nicht kommen: http" in the_mail("amara")[1]
    assert "Posso ir: http" in the_mail("rafael")[1]


@pytest.mark.parametrize(
    ("language", "subject", "why"),
    [
        ("de", "Wie war Difficult conversations?", "weil Sie um Ihre Antworten gebeten sind."),
        ("pt", "Como foi Difficult conversations?", "porque lhe pedem as suas respostas."),
    ],
)
def test_an_evaluation_asks(readers, language, subject, why):
    type(readers.participant.user).objects.filter(pk=readers.participant.user_id).update(language=language)
    evaluations.make_round(evaluations.make_cohort(readers, 2))
    relay()
    Notification.objects.exclude(kind="request-asked").delete()
    send_due_mail()
    (message,) = mails_to("amara", mail.outbox)
    assert message.subject == subject
    assert why in " ".join(message.body.split())
    assert why in message.alternatives[0][0]


def test_a_digest_is_in_one_language(circle):
    engagement, _ = circle
    facts = {"title": engagement.title, "kind": "mentoring", "engagement_id": str(engagement.pk)}
    by = str(circle[1]["mentor"].membership_id)
    for role in ("mentee", "client"):
        person = circle[1][role].membership
        for topic in ("agreements", "people"):
            Preference.objects.create(membership=person, topic=topic, mail="digest")
        tell(person, "contract-signed", engagement.pk, {**facts, "by": by})
        if role == "mentee":
            tell(person, "invitation-accepted", person.pk, {"by": by})
    with time_machine.travel(TOMORROW_AT_EIGHT):
        send_due_digests()
    with time_machine.travel("2026-05-13T08:00:30-03:00"):
        send_due_digests()
    german, body = the_mail("amara")
    assert german.subject == "Ihre Sammelmail: 2 Mitteilungen von Harbour Health"
    assert "2 Mitteilungen für Sie" in german.alternatives[0][0]
    assert "Helen Byrne hat den Vertrag „Leads“ unterschrieben." in body
    assert "Allgemeines bei Harbour Health - Helen Byrne hat Ihre Einladung angenommen" in body
    assert "Sammelmail abbestellen: http" in body
    portuguese, body = the_mail("rafael")
    assert portuguese.subject == "O seu resumo: um aviso de Harbour Health"
    assert "Helen Byrne assinou o contrato “Leads”." in body


def tell(person, kind, subject, facts):
    actions.tell(kind=kind, key=str(subject), subject_id=subject, people=[person.pk], facts=facts)


def test_the_page_of_notices_stays_english(circle):
    engagement, places = circle
    book(engagement, places["mentor"], starts_at=IN_JULY)
    relay()
    amara = places["mentee"].membership
    (notice,) = with_words(notices_for(amara), slug="harbour", zone=amara.user.time_zone, now=NOW)
    assert notice.told.sentence.startswith("Helen Byrne booked a session of Leads: Wednesday 15 July, 14:30 to")


def test_a_language_that_is_gone_is_english(circle):
    engagement, places = circle
    type(places["mentee"].membership.user).objects.update(language="xx")
    book(engagement, places["mentor"], starts_at=IN_JULY)
    relay()
    send_due_mail()
    (message,) = mails_to("amara", mail.outbox)
    assert message.subject == "New session of Leads"
    assert message.extra_headers["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("rrule", "german", "portuguese"),
    [
        (
            "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,WE,SU;COUNT=9",
            "jede Woche am Montag, am Mittwoch und am Sonntag",
            "todas as semanas à segunda-feira, à quarta-feira e ao domingo",
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;COUNT=12",
            "alle zwei Wochen am Donnerstag",
            "de duas em duas semanas à quinta-feira",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1SA;COUNT=3",
            "alle zwei Monate am letzten Samstag",
            "de dois em dois meses no último sábado",
        ),
        ("", "an ausgewählten Tagen", "em datas escolhidas"),
    ],
)
def test_a_series_with_its_rule_and_what_it_clashes_with(rrule, german, portuguese):
    told = in_words("series-scheduled", "de", rrule=rrule, clashes=2).sentence
    assert f"Helen Byrne hat 12 Sitzungen zu „First-year leads“ vereinbart, {german}. Die erste: Donnerstag" in told
    assert told.endswith(" von 2 dieser Sitzungen haben Sie schon eine andere: Dort sind Sie als abwesend eingetragen.")
    told = in_words("series-scheduled", "pt", rrule=rrule, clashes=1).sentence
    assert f"Helen Byrne marcou 12 sessões de “First-year leads”, {portuguese}. A primeira: quinta-feira" in told
    assert told.endswith(" À hora de uma destas sessões já tem outra: nessa fica registada a sua ausência.")


def test_near_days_and_far_ones():
    assert [due(date(2026, 5, day), LISBON, NOW, "de") for day in (12, 16)] == ["heute", "am Samstag, 16. Mai"]
    assert [due(date(2026, 5, day), LISBON, NOW, "pt") for day in (11, 15, 16)] == [
        "ontem",
        "na sexta-feira, 15 de maio",
        "no sábado, 16 de maio",
    ]


def in_words(kind, language, **facts):
    facts = {**FACTS, **facts}
    return put_into_words(
        kind=kind, facts=facts, slug="harbour", zone=LISBON, names={"1": "Helen Byrne"}, now=NOW, language=language
    )
