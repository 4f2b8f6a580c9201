"""What a page shows in its article is not lost; what pages put around and into it stays out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from bench.layouts import LAYOUTS, Page, pages
from sayso.collect import from_bytes
from sayso.collect.blocks import blocks, text_of
from sayso.collect.page import article

FEW = [page for number, page in enumerate(pages(seed=11)) if number < len(LAYOUTS)]


@pytest.mark.parametrize("page", FEW, ids=lambda page: page.layout)
def test_each_layout_keeps_its_paragraphs_and_its_day(page: Page) -> None:
    report = from_bytes(page.html.encode(), "page.html")
    plain = " ".join(report.text.split())
    assert [paragraph for paragraph in page.gold if paragraph not in plain] == []
    places = [plain.index(paragraph) for paragraph in page.gold]
    assert places == sorted(places)
    assert (report.published or "")[:10] == page.day
    for noise in ("in your inbox", "Five things to know", "Reader 12", "subscribers only"):
        assert noise not in report.text


def of(layout: str) -> Page:
    return next(page for page in FEW if page.layout == layout)


def test_a_syndicated_page_names_who_published_first() -> None:
    report = from_bytes(of("syndicated").html.encode(), "page.html")
    assert report.original_outlet == "origin.example"
    words = " ".join(note.words for note in report.notes if note.field == "original_outlet")
    assert "“origin.example” is used, although" in words
    assert "Coast Wire" in words


def test_a_page_behind_a_wall_says_so() -> None:
    report = from_bytes(of("paywalled").html.encode(), "page.html")
    assert "paywall" in [note.name for note in report.notes]


def test_an_article_that_is_only_in_linked_data() -> None:
    data = '{"@type": "NewsArticle", "headline": "Vell", "articleBody": "The town of Vell voted."}'
    html = f'<html><head><script type="application/ld+json">{data}</script></head><body></body>'
    found = article(html)
    assert found is not None
    assert found.text == "The town of Vell voted."


@given(st.text(alphabet="<>/pdiv bqu=\"'&;ab .\n", max_size=80))
@hypothesis(max_examples=60)
def test_any_piece_of_html_gives_text(html: str) -> None:
    assert isinstance(text_of(html), str)


def test_a_tree_deeper_than_the_stack() -> None:
    from lxml import etree

    top = element = etree.Element("div")
    for _ in range(20_000):
        element = etree.SubElement(element, "div")
    element.text = "Vell voted."
    assert [text for _, text in blocks(top)] == ["Vell voted."]
