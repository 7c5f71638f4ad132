"""Who can be tried out in the demo. These people exist only in a database that the demo has filled."""

DEMO_PASSWORD = "walk-the-path"  # noqa: S105 - made-up people; `DEMO` is never set where real ones are

DEMO_SIGN_INS = [
    {"email": email, "label": label, "who": who}
    for email, label, who in (
        ("admin@harbour.example", "Olga Ferreira", "administrator"),
        ("manager@harbour.example", "Paul Costa", "program manager"),
        ("mentor@harbour.example", "Helen Byrne", "mentor of a circle"),
        ("coach@coaches.example", "Rafael Moreira", "external coach in both organizations"),
        ("participant@harbour.example", "Amara Okafor", "in a circle, a contract and a cohort"),
        ("member@harbour.example", "Tiago Mendes", "in that circle only"),
        ("sponsor@harbour.example", "Lucía Ferrer", "sponsor of that contract"),
        ("trainer@harbour.example", "Marta Quist", "trainer"),
        ("admin@northwind.example", "Greta Holm", "administrator of Northwind Academy"),
        ("operator@cairn.example", "Otto Lind", "operator"),
    )
]
