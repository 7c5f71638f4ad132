"""What people write, shown as they meant it and as nothing else: CommonMark without HTML, cleaned once more.

Two walls: the parser makes no HTML but its own, and the cleaner lets a small list of tags pass, whatever came before.
"""

import re
from html import escape

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

LONGEST = 100_000  # characters; beyond what any form here takes
SCHEMES = ("http://", "https://", "mailto:")
TAGS = {"a", "blockquote", "br", "code", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong", "ul"}
FIRST_HEADING, LAST_HEADING = 3, 6  # those of the page come before
DEEPEST = 100  # the parser leaves out what is nested more deeply, so such a text is not parsed
_OVERRIDES = re.compile("[\u202d\u202e]")  # they turn the reading direction of whatever follows
_TOO_DEEP = re.compile(r"^(?:[ \t]*(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s))){30}|^ {90}", re.MULTILINE)


def render_markdown(text: str) -> SafeString:
    """The text as safe HTML; a line break stays one, as in the field that it was written in."""
    if len(text) > LONGEST or _TOO_DEEP.search(text):
        clean = "<p>" + escape(text).replace("\n", "<br>") + "</p>"  # as it was typed
        return mark_safe(_OVERRIDES.sub("", clean))  # noqa: S308 - escaped above
    clean = nh3.clean(
        _parser().render(text),
        tags=TAGS,
        attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow ugc",
    )
    return mark_safe(_OVERRIDES.sub("", clean))  # noqa: S308 - cleaned above


def _parser() -> MarkdownIt:
    """A parser for one text: making it costs a third of a millisecond, and nothing says that one can be shared."""
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": DEEPEST})
    parser.disable(["image", "html_block", "html_inline"])
    parser.validateLink = _may_link  # type: ignore[method-assign]
    parser.core.ruler.push("demote_headings", _demote)
    return parser


def _may_link(url: str) -> bool:
    return url.strip().lower().startswith(SCHEMES)


def _demote(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(int(token.tag[1]) + FIRST_HEADING - 1, LAST_HEADING)}"
