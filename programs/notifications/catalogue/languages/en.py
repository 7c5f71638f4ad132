"""English: the words of the catalogue itself, and the sentences that mails are made of."""

from programs.notifications.catalogue import CATALOGUE, TOPICS
from programs.notifications.catalogue.languages.language import Language, SmallWords, Text, TopicWords

SMALL = SmallWords(
    somebody="Somebody",
    minute="In one minute",
    minutes="In {count} minutes",
    hour="In one hour",
    hours="In {count} hours",
    near={-1: "yesterday", 0: "today", 1: "tomorrow"},
    planned_one="its planned session is",
    planned_many="its {count} planned sessions are",
    clash_one=" At the time of one of its sessions you have another one: there you are entered as not coming.",
    clash_many=" At the time of {count} of its sessions you have another one: there you are entered as not coming.",
)

# In braces: `who` from the message, `count` of a digest, `topic` and `reason` of the foot.
MAIL = {
    "hello": "Hello {first_name},",
    "why": "You get this mail because you {who} at {organization}.",
    "cannot_end": "You can’t switch these off: {reason}",
    "end": "No more mails of “{topic}”",
    "end_digest": "End the digest",
    "settings": "Choose how you hear",
    "coming": "I can come",
    "not_coming": "I can’t come",
    "answer": "Both work without signing in. The answer buttons of your mail program don’t reach us.",
    "take_in": "Open all-sessions.ics to take them into your calendar in one step. Each is attached by itself too.",
    "take_out": "If a session still stands in your calendar, open its attached file: that takes it out.",
    "digest_title": "Your digest of {organization}",
    "digest_subject_one": "Your digest: one notice from {organization}",
    "digest_subject": "Your digest: {count} notices from {organization}",
    "digest_heading_one": "One notice for you",
    "digest_heading": "{count} notices for you",
    "digest_new": "This is new since your last digest.",
    "digest_why": "You get this mail because you chose to hear of these in a digest at {organization}.",
    "digest_elsewhere": "At {organization}",
    "digest_all": "See all notices",
}

EN = Language(
    texts={
        kind: Text(message.sentence, message.subject, message.button, message.who, message.more)
        for kind, message in CATALOGUE.items()
    },
    topics={slug: TopicWords(topic.name, topic.mandatory) for slug, topic in TOPICS.items()},
    small=SMALL,
    mail=MAIL,
)
