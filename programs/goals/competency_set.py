"""Competencies to begin with, in four areas. An organization takes them over and then changes them as it likes."""

STARTING_SET: dict[str, tuple[tuple[str, str], ...]] = {
    "Leading people": (
        ("Delegating", "Give away work together with the decision that belongs to it."),
        ("Giving feedback", "Say what helped and what did not, soon enough to be of use."),
        ("Developing others", "See what somebody could grow into, and make room for it."),
        ("Handling conflict", "Take up what stands between people before it sets."),
    ),
    "Deciding": (
        ("Setting direction", "Say where it goes, and what is left out for it."),
        ("Deciding with little information", "Choose in time, and say what would change the choice."),
        ("Setting priorities", "Do what matters first, and say no to the rest."),
        ("Thinking in systems", "See what a step sets off elsewhere and later."),
    ),
    "Communicating": (
        ("Listening", "Understand what somebody means before an answer is made."),
        ("Speaking to groups", "Say it so that a room remembers it."),
        ("Negotiating", "Find what both sides can live with."),
        ("Working across cultures", "Notice one’s own habits, and read those of others."),
    ),
    "Leading oneself": (
        ("Managing energy", "Work at a pace that can be kept up."),
        ("Staying calm under pressure", "Think clearly when it gets loud."),
        ("Learning from mistakes", "Look at what went wrong without looking for the guilty."),
        ("Finding one’s own way", "Know what one stands for, and choose work and life by it."),
    ),
}
