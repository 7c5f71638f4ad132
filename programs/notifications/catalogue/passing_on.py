"""Help that is handed on: introductions and stories. Who wrote what is on the page alone."""

from programs.notifications.catalogue.message import Message

INTRODUCTION = {"link": "mentoring:introduction-detail", "fact": "introduction_id", "topic": "passing-on"}
STORY = {"link": "notes:story-detail", "fact": "story_id", "topic": "passing-on"}

PASSING_ON: dict[str, Message] = {
    "introduction-proposed": Message(
        name="Somebody is asked whether they want to be introduced",
        who="take part in a circle whose mentor wants to introduce you",
        sentence="{by} would like to introduce you to somebody. Nobody else learns of it before your yes.",
        subject="{by} would like to introduce you to somebody",
        button="Read and answer",
        **INTRODUCTION,
    ),
    "introduction-asked": Message(
        name="Somebody is asked whether they want to meet a mentee",
        who="were named by a mentor",
        sentence="{by} would like to introduce somebody to you, who has said yes to it.",
        subject="{by} would like to introduce somebody to you",
        button="Read and answer",
        **INTRODUCTION,
    ),
    "introduction-made": Message(
        name="Two people are introduced",
        who="said yes to it, or proposed it",
        sentence="An introduction came about: both have said yes.",
        subject="You are introduced",
        button="See how to reach each other",
        **INTRODUCTION,
    ),
    "story-asked": Message(
        name="Somebody is asked whether a story may be told",
        who="are the person whose question the story answers",
        sentence="{by} wrote down a story that began with a question of yours. It is told only with your yes.",
        subject="May {by} tell this story?",
        button="Read it and answer",
        **STORY,
    ),
    "story-published": Message(
        name="A story was published",
        who="wrote it",
        sentence="Your story can be read by everybody in the program now.",
        subject="Your story is published",
        button="Open your story",
        **STORY,
    ),
}
