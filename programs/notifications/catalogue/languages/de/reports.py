"""German: reports to a sponsor, and a 360 that a coach planned."""

from programs.notifications.catalogue.languages.language import Text

WHO = "einen Vertrag fördern oder als Coach begleiten"

REPORTS = {
    "report-released": Text(
        sentence="{by} hat in {title} einen Bericht freigegeben.",
        subject="Ein Bericht in {title}",
        button="Berichte öffnen",
        who=WHO,
    ),
    "report-taken-back": Text(
        sentence="{by} hat einen Bericht in {title} zurückgenommen. Er ist nicht mehr zu lesen.",
        subject="Ein Bericht in {title} wurde zurückgenommen",
        button="Berichte öffnen",
        who=WHO,
    ),
    "feedback-planned": Text(
        sentence="{by} hat Personen für Ihr 360 benannt. Sie werden in einem Tag gefragt; bis dahin können Sie die "
        "Liste ansehen und es anhalten.",
        subject="{by} hat Personen für Ihr 360 benannt",
        button="Liste ansehen",
        who="die Person sind, zu der andere gefragt werden",
    ),
}
