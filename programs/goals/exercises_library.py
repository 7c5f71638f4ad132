"""The exercises that the portal brings along. An organization takes over what it wants, and changes it as it
likes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class BuiltIn:
    """One exercise.

    Args:
        key: for addresses.
        title: what people choose it by.
        minutes: about how long it takes.
        text: what there is to do, step by step.
        source: who described the method, where it is a known one.
    """

    key: str
    title: str
    minutes: int
    text: str
    source: str = ""

    def __post_init__(self) -> None:
        """Lines that are broken here for the width of this file are one line for their readers."""
        object.__setattr__(self, "text", self.text.replace("\n   ", " "))


LIBRARY = (
    BuiltIn(
        "values",
        "What matters to me: values in an order",
        30,
        """What you hold to be important decides more than you notice, most of all when two good things collide.

1. Think of three moments at work in which you were content with yourself, and two in which you were angry. Write a
   line about each.
2. Beside each line, write the value that was honoured or hurt: fairness, freedom, care, mastery, honesty, or your
   own word.
3. Choose the five that come up most. Put them in an order by asking of each pair: if I could keep only one, which
   one?
4. For the first three, write down one decision of the last month that fits it, and one that does not.
5. Choose one decision that lies ahead. Which of your values does each way out serve?

Bring the order, and the one place where it surprised you.""",
        "After values clarification, S. C. Hayes and others, Acceptance and Commitment Therapy (1999)",
    ),
    BuiltIn(
        "wheel",
        "Wheel of life: where it is round and where it is not",
        25,
        """A look at the whole before you work on a part.

1. Draw a circle with eight spokes. Name them as your life is: work, learning, health, family, friends, money,
   home, time for yourself. Rename whatever does not fit.
2. On each spoke, mark how content you are today, from 0 in the middle to 10 at the rim. Do it fast: the first
   number is usually the true one.
3. Join the marks. Where would this wheel bump?
4. For the lowest and for the most important spoke (they need not be the same), write what one point more would
   look like. Not ten: one.
5. Choose one step for this week that takes less than an hour.

Keep the drawing. In three months draw it again before you look at this one.""",
        "After the wheel of life, P. J. Meyer, 1960s",
    ),
    BuiltIn(
        "stakeholders",
        "A map of the people around it",
        35,
        """Few changes fail for lack of a plan; many fail because somebody was not asked.

1. Write in one sentence what you want to change.
2. List everybody who gains by it, loses by it, decides about it, or has to do something for it. Names, not
   departments. Ten are enough.
3. Draw two lines that cross: upwards, how much they can move; to the right, how far they are in favour. Put each
   name where it belongs today.
4. Beside the three who matter most, write: what do they want for themselves, what do they fear from this, whom do
   they listen to?
5. Mark with an arrow where each of the three would have to be for it to work.
6. Choose one person. Write the first sentence that you will say to them, and when.""",
        "After A. Mendelow, power and interest grid (1981)",
    ),
    BuiltIn(
        "letter",
        "A letter from the future",
        25,
        """It is easier to say what you want when you have it already.

1. Choose a day about a year from now, and write the date at the top of the page.
2. Write a letter from that day to yourself today. What you hoped for has come about. Write in the past tense: “In
   spring I began to …”
3. Tell what an ordinary Tuesday is like now. Who notices that something is different, and by what?
4. Tell what was hard, and what you did when you nearly gave up. Be exact: whom did you ask, what did you stop doing?
5. Thank yourself today for one thing that you began in this very month.

Write for fifteen minutes without correcting anything. Then underline the two sentences that moved you, and bring
   those. The letter itself stays yours.""",
        "After the best possible self, L. A. King (2001)",
    ),
    BuiltIn(
        "feedback",
        "Ask three people for one thing",
        40,
        """General questions get polite answers. A small one gets a true one.

1. Choose one thing that you want to do better, as “how I open meetings”. Not your character: something that can be
   seen.
2. Choose three people who have seen you do it in the last month; at least one of them finds you difficult at times.
3. Ask each of them, face to face or by telephone: “What do I do there that helps? And what is one thing that I
   could do differently next time?”
4. Listen. Ask “Can you give me an example?” Say thank you. Explain nothing.
5. On the same day, write down their words, not your reading of them.
6. What was said twice? What would you rather not have heard? Choose one thing to try, and tell the three what it
   is.""",
        "After feedforward, M. Goldsmith (2002)",
    ),
    BuiltIn(
        "decisions",
        "A decision journal",
        15,
        """We remember our decisions as better, or as worse, than they were. A page written before the outcome does
   not forget.

For each decision of the next two weeks that costs you more than ten minutes of thought, write:

1. The situation in two sentences, and the date.
2. What you chose, and the two things that you did not choose.
3. What you expect to happen, by when, and how sure you are, in per cent.
4. How you felt: tired, pressed, angry, keen?
5. Whom you asked, and whom you avoided asking.

Do not change it afterwards. When the date has come, read the page and write one more line: what happened, and was
   it the decision or was it luck?

Bring two entries: one of which you are proud, and one that you would take again differently.""",
        "After D. Kahneman and G. Klein, on learning from decisions",
    ),
    BuiltIn(
        "energy",
        "Energy audit: what gives and what takes",
        20,
        """Time is the same for everybody; energy is not.

1. For five working days, draw a line down a page. On the left, whatever gave you energy; on the right, whatever
   took it. Note each when it happens: what, with whom, at which hour. Five entries a day are enough.
2. At the end, look for what comes back: people, kinds of work, hours, rooms.
3. Take the three biggest takers. Which can you stop? Which can you move to another hour? Which can you do with
   somebody, or differently?
4. Take the three biggest givers. Where in the next week can one of them have half an hour more?
5. Put both changes into your calendar now, as times.

Bring your page with the pattern that you had not expected.""",
        "After T. Schwartz and C. McCarthy, Manage your energy, not your time (2007)",
    ),
    BuiltIn(
        "strengths",
        "Spotting strengths at work",
        30,
        """What comes easily to you, you take for ordinary. Others do not.

1. Remember three pieces of work that went well and that you would do again. For each, tell what exactly you did.
   Use verbs: I sorted, I asked, I waited, I drew.
2. Underline the verbs that come up in more than one of them.
3. Ask two people who work with you: “When have you seen me at my best? What did I do?” Write down what they say.
4. Where your verbs and their words meet, name the strength in your own words.
5. Every strength can be too much of a good thing. When is yours? Who pays for it?
6. Look at the task that you have put off for longest. How would somebody do it who has only this strength to do it
   with?""",
        "After the reflected best self, L. M. Roberts and others (2005)",
    ),
    BuiltIn(
        "reframe",
        "The same story, told again",
        20,
        """What happened is one thing; what we tell ourselves about it is another.

1. Choose a situation that still annoys you. Write what happened as a camera would have filmed it: no reasons, no
   “always”.
2. Write what you told yourself about it, in full. Let it be unfair.
3. Underline each word that the camera did not see.
4. Now tell it three more times in two sentences each: as the other person would, as somebody who likes both of
   you, and as you yourself will in five years.
5. Which of the four helps you to do something? It need not be the kindest one.
6. Write what you will do next if that one is true. What is the smallest thing that would show you whether it is?""",
        "After cognitive reappraisal, A. T. Beck; J. J. Gross (1998)",
    ),
    BuiltIn(
        "no",
        "Saying no, and staying on good terms",
        25,
        """A no is easier to hear when you know what your yes is for.

1. List what you have said yes to in the last two weeks and would rather not have. Three are enough.
2. For each: what did you fear would happen if you said no? Has it ever happened?
3. Write down the yes behind your no: what do you protect with it? Sleep, a promise, your team’s time?
4. For one request that will surely come, write three sentences: what you are for, the no itself without
   “unfortunately” and without a reason that can be argued away, and what you can offer instead, if anything.
5. Say it aloud four times. Take out a word each time.
6. Use it this week. Afterwards, write what they really said.""",
        "After W. Ury, The Power of a Positive No (2007)",
    ),
    BuiltIn(
        "delegation",
        "The delegation ladder",
        30,
        """Between “I do it” and “you do it” lie several steps. Most quarrels come from standing on different ones.

1. List eight decisions that landed with you last week.
2. Give each of them the step on which it stands now: I decide and tell; I decide and explain; I ask, then decide;
   we decide together; you decide and ask me first; you decide and tell me; you decide.
3. Beside it, write the step on which it could stand in three months, and with whom.
4. Choose the two where the distance is greatest. What would that person need from you: knowledge, authority, a
   safety net, your silence?
5. Move one of them up by a single step this week. Tell the person the step by its words, and when you will look at
   it together.
6. Write down the moment when you wanted to take it back.""",
        "After R. Tannenbaum and W. Schmidt (1958); seven levels as in J. Appelo",
    ),
    BuiltIn(
        "grow",
        "GROW, asked by yourself",
        30,
        """Four rooms to walk through alone, when something does not move. Write; thinking goes in circles.

1. Goal. What do you want to be different after this half hour? And in three months? How would you see it?
2. Reality. What is happening now, with examples? What have you tried, and what came of it? What part of it is yours?
3. Options. Write down eight things that you could do, including two that are impossible and one that is doing
   nothing. What would somebody do whom you admire? What would you do if nobody could be offended?
4. Will. Which one do you choose? When, exactly? What will get in the way, and what then? Who should know?

Last, a number from 1 to 10: how sure are you that you will do it? Below 8, make the step smaller until it is one.""",
        "J. Whitmore, Coaching for Performance (1992)",
    ),
    BuiltIn(
        "premortem",
        "It has failed: why?",
        30,
        """Doubts are worth most before it begins, and are then said least.

1. Take a plan that matters to you. Write down what it is to achieve, and by when.
2. Imagine the day after. It has failed, and thoroughly. Not: it might fail. It has.
3. Write for five minutes on why. Each reason on a line of its own: people, money, weather, yourself.
4. If others are part of it, let each of them do this alone before anybody talks.
5. Mark the two reasons that are most probable, and the one that would hurt most.
6. For each of the three: what can you do this week that makes it less probable? What would be the first sign of
   it, and who will look for it?
7. Change the plan in one place. Then go.""",
        "G. Klein, Performing a project premortem (2007)",
    ),
)
