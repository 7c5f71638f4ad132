"""Changes of a signed agreement. Why it changes stands on the page alone."""

from programs.notifications.catalogue.message import Message

PARTY = {"who": "are a party of this contract", "link": "coaching:contract-agreement", "fact": "engagement_id"}

AMENDING: dict[str, Message] = {
    "amendment-proposed": Message(
        name="A change of a contract is proposed",
        sentence="{by} proposes a change of the contract {title}.",
        subject="A change of {title} is proposed",
        more="What was signed holds until everybody has signed the change.",
        button="Read why",
        topic="agreements",
        **PARTY,
    ),
    "amendment-for-signing": Message(
        name="A change of a contract waits for signatures",
        sentence="A change of the contract {title} is ready to be signed.",
        subject="A change to sign: {title}",
        more="What is different stands above the text. Until everybody has signed, what was signed before holds.",
        button="Read and sign",
        topic="signing",
        **PARTY,
    ),
    "amendment-signed": Message(
        name="A change of a contract was signed by a party",
        sentence="{by} signed a change of the contract {title}.",
        subject="{by} signed a change: {title}",
        button="Open the agreement",
        topic="agreements",
        **PARTY,
    ),
    "amendment-agreed": Message(
        name="A change of a contract holds",
        sentence="Everybody has signed: the change of the contract {title} holds.",
        subject="Changed: {title}",
        button="Read what holds",
        topic="agreements",
        **PARTY,
    ),
    "amendment-dropped": Message(
        name="A change of a contract was dropped",
        sentence="{by} dropped the change of the contract {title}. What was signed goes on to hold.",
        subject="{title} stays as it is",
        button="Read what holds",
        topic="agreements",
        **PARTY,
    ),
}
