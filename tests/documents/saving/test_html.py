"""Texts saved as HTML."""

import re
from html.parser import HTMLParser
from typing import Any

from saved_text import CONTROLS, HOSTILE, RICH

from pdfai.documents.saving import render_text


class Page(HTMLParser):
    """The tags of a page, with their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep it."""
        self.text += data


def page_of(markdown: str, **told: Any) -> str:
    return render_text(markdown, "html", **told)[0].decode()


def test_a_whole_document() -> None:
    """With its language, direction and name, for a phone and for paper."""
    page = page_of(RICH)
    assert page.startswith('<!doctype html>\n<html lang="en" dir="ltr">')
    assert "<title>Annual report</title>" in page
    assert '<meta name="viewport" content="width=device-width' in page
    assert "@media print" in page
    for part in (
        "<strong>by 12 %</strong>",
        '<a href="https://example.com/a?b=1&amp;c=2" rel="noopener noreferrer">the filing</a>',
        "<code>net()</code>",
        '<th scope="col">Region</th><th scope="col" class="right">Revenue</th>',
        '<td class="right">2,100</td><td class="center"><em>new</em> contracts [2]</td>',
        '<ol start="5" dir="ltr">\n<li>fifth</li>',
        '<pre dir="ltr"><code>def net(): return "&lt;b&gt;"</code></pre>',
        "<hr>",
    ):
        assert part in page


def test_nothing_runs_and_nothing_is_fetched() -> None:
    """The text shows what it says, and the page allows no more than its style."""
    page = Page(page_of(HOSTILE, title="<script>alert(3)</script>", sources=['<img src=x onerror="x">']))
    assert {tag for tag, _ in page.tags} == {
        *("html", "head", "meta", "title", "style", "body", "main"),
        *("h1", "h2", "p", "a", "code", "section", "ol", "li"),
    }
    assert {name for _, attributes in page.tags for name in attributes if name.startswith("on")} == set()
    links = [attributes["href"] for tag, attributes in page.tags if tag == "a"]
    assert links == ["https://example.com/%22onmouseover=%22x"]
    policies = [attributes.get("content") for _, attributes in page.tags if "http-equiv" in attributes]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"]
    for shown in ("<script>alert(1)</script>", "<!-- note -->", "{body}", "one two three four", "a picture"):
        assert shown in page.text
    assert "tracker" not in page.text


def test_control_characters_are_gone() -> None:
    """And so are what turns the direction, and halves of characters."""
    assert '<p dir="ltr">abc[31mdefg\ufffdhi</p>' in page_of(CONTROLS)


def test_numbers_lead_to_sources() -> None:
    """Which are shown letter by letter."""
    page = page_of("So it is [1].", sources=['a.pdf: "*sic* <b>"'])
    assert '<a href="#source-1" rel="noopener noreferrer">[1]</a>' in page
    assert '<li id="source-1" dir="ltr">a.pdf: "*sic* &lt;b&gt;"</li>' in page


def test_a_title_is_not_said_twice() -> None:
    """Where the text begins with it; else headings move below it."""
    assert re.findall(r"<h.*", page_of("# One\n\n## Two", title="One"))[2:] == [
        '<h1 dir="ltr">One</h1>',
        '<h2 dir="ltr">Two</h2>',
    ]
    assert '<h1 dir="ltr">Zero</h1>\n<h2 dir="ltr">One</h2>' in page_of("# One", title="Zero")


def test_directions_are_those_of_the_first_letters() -> None:
    """Of the page, and of each part."""
    page = page_of("# שלום\n\nHello\n\n|a|\n|-|\n|ב|", language="he")
    assert '<html lang="he" dir="rtl">' in page
    assert '<h1 dir="rtl">שלום</h1>\n<p dir="ltr">Hello</p>' in page


def test_the_sources_heading_is_in_the_language_of_the_text() -> None:
    """As far as that is known."""
    assert "<h2>출처</h2>" in page_of("한국어 문장이다.", sources=["a"])
    assert "<h2>المصادر</h2>" in page_of("نمت الشركة", sources=["a"])
    assert "<h2>Quellen</h2>" in page_of("x", language="de-AT", sources=["a"])
    assert "<h2>Sources</h2>" in page_of("x", sources=["a"])
