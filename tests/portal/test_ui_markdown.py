"""What people write becomes HTML of a small list, whatever they write."""

import re
import time

import pytest

from portal.ui.markdown import TAGS, render_markdown

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)",
    "<svg/onload=alert(1)>",
    "<a href='javascript:alert(1)' onclick='alert(1)'>x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<style>*{display:none}</style>",
    "<!-- --><script>alert(1)</script>",
    "<div><div><p><script>alert(1)",
    "</div></article></main><h1>Harbour Health says</h1>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](\tjavascript:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](vbscript:x)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](//evil.example/x)",
    "[x](/o/harbour/people/)",
    "[r]\n\n[r]: javascript:alert(1)",
    "<javascript:alert(1)>",
    '[x](https://a.example "t\\" onmouseover=alert(1) x=\\"")',
    '<https://a.example/?q="onmouseover=alert(1)>',
    "![x](https://tracker.example/t.gif)",
    "```html\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "**<b onclick=alert(1)>x</b>**",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>",
    "> - # <script>alert(1)</script>",
    "x\u202egnp.exe",
    "x&#8238;gnp.exe",
    "a" * 5000,
]
TAG = re.compile(r"<(/?)([a-z0-9]+)((?:\s[^<>]*)?)>")
HREF = re.compile(r' href="(?:https?://|mailto:)[^"<>\s]*" rel="noopener nofollow ugc"')


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_but_a_few_tags_comes_out(text):
    """Every `<` of the answer begins a tag of the list, and no tag has more than the address of a safe link."""
    html = render_markdown(text)
    tags = TAG.findall(html)
    assert html.count("<") == len(tags)
    for _, name, attributes in tags:
        assert name in TAGS
        assert not attributes or HREF.fullmatch(attributes), attributes
    assert "\u202e" not in html


def test_what_people_mean_is_shown():
    html = render_markdown(
        "# Head\n\n**bold** and *soft*\nnext line\n\n- one\n- two\n\n3. three\n\n[words](https://a.example/x)"
    )
    for part in ("<h3>Head</h3>", "<strong>bold</strong>", "<em>soft</em><br>", "<li>one</li>", '<ol start="3">'):
        assert part in html
    assert '<a href="https://a.example/x" rel="noopener nofollow ugc">words</a>' in html
    assert "<h1" not in render_markdown("# a\n\nb\n===\n\n## c")


@pytest.mark.parametrize("text", [">" * 200 + "deep", "- " * 60 + "deep", " " * 200 + "- deep", "x" * 200_000 + "deep"])
def test_what_is_too_tangled_is_shown_as_it_was_typed(text):
    assert render_markdown(text).endswith("deep</p>")


@pytest.mark.parametrize(
    ("unit", "count"),
    [("[", 10_000), *((unit, 2_000) for unit in ("![", "[a](", "*a **a ", "`", "<", "&#", "> - ", "[]("))],
)
def test_the_time_grows_with_the_length_only(unit, count):
    def seconds(times: int) -> float:
        began = time.process_time()
        render_markdown(unit * times)
        return time.process_time() - began

    few = min(seconds(count // 5) for _ in range(3))
    assert min(seconds(count) for _ in range(2)) < 15 * max(few, 0.004)
