"""German: parties of a contract who leave."""

from programs.notifications.catalogue.languages.language import Text

PARTIES = {
    "contract-party-gone": Text(
        sentence="{by} ist nicht mehr da und gehört zum Vertrag {title}.",
        subject="{by} ist nicht mehr da: {title}",
        more="Benennen Sie jemand anderen, machen Sie ohne die Person weiter, oder beenden Sie den Vertrag. Ohne Coach "
        "ruht ein Vertrag.",
        button="Beteiligte ansehen",
        who="das Programm dieses Vertrags leiten",
    ),
}
