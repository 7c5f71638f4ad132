"""German: changes of a signed agreement."""

from programs.notifications.catalogue.languages.language import Text

PARTY = {"who": "Vertragspartei sind"}

AMENDING = {
    "amendment-proposed": Text(
        sentence="{by} schlägt eine Änderung des Vertrags „{title}“ vor.",
        subject="Eine Änderung ist vorgeschlagen: {title}",
        more="Was unterschrieben ist, gilt, bis alle die Änderung unterschrieben haben.",
        button="Lesen, warum",
        **PARTY,
    ),
    "amendment-for-signing": Text(
        sentence="Eine Änderung des Vertrags „{title}“ kann unterschrieben werden.",
        subject="Eine Änderung zu unterschreiben: {title}",
        more="Was anders ist, steht über dem Text. Bis alle unterschrieben haben, gilt das bisher Unterschriebene.",
        button="Lesen und unterschreiben",
        **PARTY,
    ),
    "amendment-signed": Text(
        sentence="{by} hat eine Änderung des Vertrags „{title}“ unterschrieben.",
        subject="{by} hat eine Änderung unterschrieben: {title}",
        button="Vereinbarung öffnen",
        **PARTY,
    ),
    "amendment-agreed": Text(
        sentence="Alle haben unterschrieben: Die Änderung des Vertrags „{title}“ gilt.",
        subject="Geändert: {title}",
        button="Lesen, was gilt",
        **PARTY,
    ),
    "amendment-dropped": Text(
        sentence="{by} hat die Änderung des Vertrags „{title}“ fallen gelassen. Was unterschrieben ist, gilt weiter.",
        subject="{title} bleibt, wie es ist",
        button="Lesen, was gilt",
        **PARTY,
    ),
}
