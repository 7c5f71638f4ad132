"""Mail that is about mail."""

from programs.notifications.catalogue.message import Message

DELIVERY = {
    "test-mail": Message(
        name="Test mail",
        who="sent it to yourself",
        sentence="This is the test mail that you sent to yourself.",
        subject="Test mail",
        link="notifications:delivery",
        fact="",
        button="See what was sent",
        topic="own",
        own=True,
        more="It took the way of every mail: the database, a worker and the mail server did their work.",
    ),
}
