"""Questions to think with beside a note, as data: by kind of engagement and role. Nobody has to answer them."""

from programs.engagements.kinds import Kind

AT_ONCE = 3  # stand beside a note; the next session brings other ones

PROMPTS: dict[str, dict[str, tuple[str, ...]]] = {
    Kind.MENTORING: {
        "mentor": (
            "Which story of yours did they lean forward for?",
            "What did you ask that made them stop and think?",
            "Where did you give an answer that they could have found?",
            "What did you once get wrong that would help them now?",
            "What did they bring that was not on the agenda?",
            "Who should they meet, and what would you say to introduce them?",
            "What will you ask first the next time?",
            "What did you learn from them today?",
        ),
        "mentee": (
            "What did you hear today that you had not heard before?",
            "In your own words: what is the question behind your question?",
            "Which story stayed with you, and what is different in your own case?",
            "What do you see now that you did not see last week?",
            "What will you try, and how will you notice that it worked?",
            "What did you not say today?",
            "What will you ask the next time?",
        ),
    },
    Kind.COACHING: {
        "coach": (
            "Which question brought the longest silence?",
            "What did the client say twice, in other words?",
            "What would they do if they could not fail, and did you ask?",
            "What do they want, apart from what they say they should want?",
            "Who else is in this story, and what would that person say?",
            "Where did you listen, and where did you wait for your turn?",
            "What are they not choosing by choosing this?",
            "What would you ask if you had one question left?",
        ),
        "client": (
            "What became clear today, in one sentence of your own?",
            "When in the session did your voice change?",
            "What do you believe about yourself that this puts in question?",
            "What is the smallest step that would count?",
            "What could keep you from it, and who can help?",
            "What would you tell a friend who had the same week?",
            "What do you want to be asked the next time?",
        ),
    },
    Kind.TRAINING: {
        "trainer": (
            "What did people do differently at the end from at the start?",
            "Where did the room go quiet, and why?",
            "Which exercise would you cut, and which needs ten minutes more?",
            "Whose question should open the next session?",
            "What will they use on Monday?",
        ),
        "learner": (
            "How would you explain today’s main point to a colleague?",
            "What did you try, and what happened?",
            "What surprised you?",
            "Where at work will you use this first?",
            "What is still unclear? Write it as a question.",
            "What do you want to practise before the next session?",
        ),
    },
}

PHASES: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {  # at hand for who leads, while a session runs
    Kind.COACHING: (
        (
            "Opening",
            (
                "What is on your mind that you have not told anybody yet?",
                "What would make this hour worth it?",
                "Of everything you could bring today, why this?",
                "How will you know at the end that we talked about the right thing?",
                "What has moved since we last spoke, even a little?",
                "How are you here today: in a hurry, tired, curious?",
            ),
        ),
        (
            "Exploring",
            (
                "What makes this hard for you, of all people?",
                "What have you not looked at yet?",
                "Whose voice is it that says you should?",
                "What would the person across the table say if they heard this?",
                "Where have you managed something like it before?",
                "What are you protecting by leaving it as it is?",
                "If it were easy, what would it look like?",
                "What do you feel while you say that?",
            ),
        ),
        (
            "Deciding",
            (
                "Which options do you have, and which one did you leave out?",
                "What do you say no to if you say yes to this?",
                "What would be enough?",
                "What would you do if nobody could ever find out?",
                "On a scale from 1 to 10, how much do you want it, and what would make it one more?",
                "What is the first thing that somebody else would see?",
            ),
        ),
        (
            "Closing",
            (
                "What will you do, and on which day?",
                "What could keep you from it, and what then?",
                "Who should know about it?",
                "What is clear now that was not clear an hour ago?",
                "What was left open that we should come back to?",
                "What helped today, and what should I do less of?",
            ),
        ),
    ),
}


def prompts_for(kind: str, role: str, number: int) -> list[str]:
    """The prompts of one session.

    Args:
        number: of the session, from 1; each shows the ones after those of the session before.
    """
    found = PROMPTS.get(kind, {}).get(role, ())
    if not found:
        return []
    first = (number - 1) * AT_ONCE
    return [found[(first + step) % len(found)] for step in range(min(AT_ONCE, len(found)))]
