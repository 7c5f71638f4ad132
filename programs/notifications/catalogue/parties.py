"""Parties of a contract who leave in the middle."""

from programs.notifications.catalogue.message import Message

PARTIES: dict[str, Message] = {
    "contract-party-gone": Message(
        name="A party of a contract has left the organization",
        who="run the program of this contract",
        sentence="{by} has left, and is a party of the contract {title}.",
        subject="{by} has left: {title}",
        more="Name somebody else, go on without them, or end the contract. Without its coach a contract rests.",
        button="See the parties",
        link="coaching:contract-people",
        fact="engagement_id",
        topic="people",
    ),
}
