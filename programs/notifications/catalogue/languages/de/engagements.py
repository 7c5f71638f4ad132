"""German: engagements of every kind."""

from programs.notifications.catalogue.languages.language import Text

PARTY = {"who": "Vertragspartei sind"}
ENROLLED = {"who": "für diesen Kurs angemeldet sind"}
WAITED = {"who": "auf der Warteliste dieses Kurses standen"}

ENGAGEMENTS = {
    "participant-joined": Text(
        sentence="Sie haben einen Platz in „{title}“.",
        subject="Sie haben einen Platz in {title}",
        button="Ansehen, worum es geht",
        who="daran teilnehmen",
    ),
    "engagement-started": Text(
        sentence="„{title}“ hat begonnen.",
        subject="{title} hat begonnen",
        button="{title} öffnen",
        who="daran teilnehmen",
    ),
    "engagement-closed": Text(
        sentence="„{title}“ ist abgeschlossen.",
        subject="{title} ist abgeschlossen",
        more="Was Sie dort geteilt haben, können weiterhin alle lesen, die es vorher lesen konnten.",
        button="{title} öffnen",
        who="daran teilgenommen haben",
    ),
    "engagement-cancelled": Text(
        sentence="„{title}“ findet nicht statt.",
        subject="{title} findet nicht statt",
        button="{title} öffnen",
        who="einen Platz darin hatten",
    ),
    "engagement-closed-own": Text(
        sentence="Sie haben „{title}“ abgeschlossen; die geplanten Sitzungen sind damit abgesagt.",
        subject="{title} ist abgeschlossen",
        button="{title} öffnen",
        who="daran teilgenommen haben",
    ),
    "engagement-cancelled-own": Text(
        sentence="Sie haben „{title}“ abgesagt, und damit auch die geplanten Sitzungen.",
        subject="{title} findet nicht statt",
        button="{title} öffnen",
        who="einen Platz darin hatten",
    ),
    "contract-for-signing": Text(
        sentence="Der Vertrag „{title}“ kann unterschrieben werden.",
        subject="Zu unterschreiben: {title}",
        more="Lesen Sie ihn zuerst. Er gilt, sobald alle Beteiligten dieselbe Fassung unterschrieben haben.",
        button="Lesen und unterschreiben",
        **PARTY,
    ),
    "contract-signed": Text(
        sentence="{by} hat den Vertrag „{title}“ unterschrieben.",
        subject="{by} hat unterschrieben: {title}",
        button="Vertrag öffnen",
        **PARTY,
    ),
    "contract-agreed": Text(
        sentence="Alle haben unterschrieben: Der Vertrag „{title}“ gilt.",
        subject="Vereinbart: {title}",
        more="Ab jetzt können Sitzungen vereinbart werden.",
        button="Vertrag öffnen",
        **PARTY,
    ),
    "learner-enrolled": Text(
        sentence="Sie haben einen Platz in „{title}“.{clash}",
        subject="Ihr Platz in {title}",
        button="Kurs öffnen",
        **ENROLLED,
    ),
    "learner-waitlisted": Text(
        sentence="„{title}“ ist voll. Sie stehen auf der Warteliste.",
        subject="Warteliste: {title}",
        more="Ein frei werdender Platz geht an die Person, die am längsten wartet, und Sie erfahren es sofort.",
        button="Kurs öffnen",
        who="auf der Warteliste dieses Kurses stehen",
    ),
    "place-opened": Text(
        sentence="Ein Platz ist frei geworden: Sie haben ihn jetzt, in „{title}“.{clash}",
        subject="Sie haben jetzt einen Platz in {title}",
        more="Wenn Sie nicht mehr kommen können, geben Sie den Platz zurück, damit die nächste Person ihn bekommt.",
        button="Kurs öffnen",
        **WAITED,
    ),
    "waiting-list-closed": Text(
        sentence="Die Warteliste von „{title}“ ist geschlossen. Für Sie ist kein Platz frei geworden.",
        subject="Warteliste geschlossen: {title}",
        button="Andere Kurse ansehen",
        **WAITED,
    ),
    "certificate-issued": Text(
        sentence="Sie haben „{title}“ abgeschlossen. Ihre Urkunde ist fertig.",
        subject="Ihre Urkunde: {title}",
        button="Urkunde ansehen",
        who="diesen Kurs abgeschlossen haben",
    ),
    "agreement-changed": Text(
        sentence="Die Vereinbarung von „{title}“ hat sich geändert. Lesen Sie sie und geben Sie an, ob Sie zustimmen.",
        subject="Geänderte Vereinbarung: {title}",
        button="Vereinbarung lesen",
        who="an dieser Gruppe teilnehmen",
    ),
    "member-left": Text(
        sentence="{by} hat „{title}“ verlassen.",
        subject="{by} hat {title} verlassen",
        more="Was geteilt wurde, bleibt bei der Gruppe.",
        button="Gruppe öffnen",
        who="diese Gruppe leiten",
    ),
    "person-taken-out": Text(
        sentence="Sie haben keinen Platz mehr in „{title}“. Die Programmleitung hat geändert, wer teilnimmt.",
        subject="Ihr Platz in {title}",
        more="Was Sie geteilt haben, bleibt bei der Gruppe. Bei Fragen wenden Sie sich an die Programmleitung.",
        button="Ihre Programme ansehen",
        who="einen Platz in dieser Gruppe hatten",
    ),
    "invitation-accepted": Text(
        sentence="{by} hat Ihre Einladung angenommen und ist jetzt Mitglied.",
        subject="{by} hat Ihre Einladung angenommen",
        button="Personen ansehen",
        who="die Einladung gesendet haben",
    ),
}
