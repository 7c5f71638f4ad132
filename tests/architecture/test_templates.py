"""Rules that every template keeps, so that the strict content policy and the design language hold."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parents[2] / "templates"
TEMPLATES = sorted(ROOT.rglob("*.html"))
COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", re.S)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.S)
EXTENDS = re.compile(r"{%\s*extends\s+(?:layout\|default:)?[\"']([^\"']+)[\"']")
# The words of headings: their own element, or components that bring the page's only one.
HEADING = re.compile(r"<h1[\s>]|{%\s*confirm\s|{%\s*element\s+h1")


def source(path: Path) -> str:
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


def markup(path: Path) -> str:
    """The template's own markup: what stands inside template tags can't be a rule's false alarm."""
    return TAG.sub("", source(path))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


every = pytest.mark.parametrize("path", TEMPLATES, ids=name)


@every
def test_no_inline_style_script_or_handler(path):
    html = markup(path)
    assert not re.search(r"\sstyle\s*=", html), "style= breaks the content policy; add a component"
    assert "<style" not in html
    assert not re.search(r"<script(?![^>]*\ssrc=)", html), "inline script breaks the content policy"
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", html), "handlers are inline script"
    assert "hx-on" not in html, "hx-on evaluates code, which htmx may not do here"


@every
def test_no_third_party_host(path):
    found = re.findall(r"(?:src|href|action)\s*=\s*[\"']\s*(?:https?:)?//[^\"']*", markup(path))
    assert found == []


@every
def test_every_button_has_a_type(path):
    buttons = re.findall(r"<button\b[^>]*>", source(path), re.S)
    assert [button for button in buttons if "type=" not in button] == []


@every
def test_every_form_has_a_method_and_posts_carry_a_token(path):
    for form in re.findall(r"<form\b.*?</form>", source(path), re.S):
        head = form.split(">", 1)[0]
        assert "method=" in head, head
        # Elements of allauth get their token from the page that fills them.
        if re.search(r"method=[\"']?post", head, re.I) and "elements" not in path.parts:
            assert "csrf_token" in form, head


def ancestors(path: Path) -> set[str]:
    """The templates that a template extends, as far as they are ours."""
    found: set[str] = set()
    match = EXTENDS.search(source(path))
    while match and match[1] not in found:
        found.add(match[1])
        parent = ROOT / match[1]
        match = EXTENDS.search(source(parent)) if parent.exists() else None
    return found


def headings(path: Path) -> int:
    """Level-one headings, where the branches of one condition count once."""
    text = source(path)
    branches = re.compile(r"{%\s*if\b(?:(?!{%\s*if\b).)*?{%\s*endif\s*%}", re.S)
    while match := branches.search(text):
        parts = re.split(r"{%\s*(?:else|elif\b[^%]*)\s*%}", match[0])
        most = max(len(HEADING.findall(part)) for part in parts)
        text = text[: match.start()] + "<h1>" * most + text[match.end() :]
    return len(HEADING.findall(text))


PAGES = [path for path in TEMPLATES if ancestors(path) & {"base.html", "bare.html"}]


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_page_has_one_level_one_heading(path):
    mine = headings(path)
    if not re.search(r"{%\s*block\s+(?:main|content)\s*%}", source(path)):
        assert mine == 0, "the heading belongs to the layout that this page fills"
        return
    layout = path.parent.name == "layouts"
    includes = re.search(r"{%\s*include\s+[\"'][^\"']*head", source(path))
    assert mine == (0 if layout or includes else 1)


@every
def test_every_template_compiles_with_the_tags_there_are(path):
    assert get_template(name(path))
