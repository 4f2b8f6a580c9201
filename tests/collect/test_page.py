from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.collect import Metadata, from_bytes
from sayso.collect import page as pages
from sayso.errors import EmptyInput, InputError, OversizedInput, UnreadableInput

FIRST = "The council of Vell voted on Tuesday to keep its old bridge after a long night of talks."
SECOND = "“We are glad,” said Mira Osk, the mayor, who had asked for a second vote."
PAGE = f"""<!doctype html><html lang="en"><head><title>Vell votes | Vell Courier</title>
<meta property="og:site_name" content="Vell Courier">
<meta property="article:published_time" content="2031-03-04T07:30:00+01:00">
<meta property="article:modified_time" content="2031-03-05">
<link rel="canonical" href="https://courier.example/2031/03/04/vell-votes">
<script>var tracking = "do not read";</script></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Vell votes</h1><p class="byline">By <span class="author">Ana Tamm</span></p>
<p>{FIRST}</p><p>{SECOND}</p></article>
<footer>© 2029 Vell Courier. All rights reserved.</footer></body></html>"""


def test_the_article_and_what_the_page_says() -> None:
    report = from_bytes(PAGE.encode(), "vell.html")
    assert f"{FIRST}\n\n{SECOND}" in report.text
    assert "Sport" not in report.text
    assert "tracking" not in report.text
    assert report.title == "Vell votes"
    assert report.outlet == "Vell Courier"
    assert report.url == "https://courier.example/2031/03/04/vell-votes"
    assert report.published == "2031-03-04T07:30:00+01:00"
    assert report.modified == "2031-03-05"
    assert report.authors == ("Ana Tamm",)
    assert report.media_type == "text/html"
    origins = {note.field: note.words for note in report.notes}
    assert origins["published"] == (
        "Found in its article:published_time tag: “2031-03-04T07:30:00+01:00”."
    )


def test_the_user_wins_over_the_page() -> None:
    report = from_bytes(PAGE.encode(), "vell.html", metadata=Metadata(published="2031-03-06"))
    assert report.published == "2031-03-06"
    assert [n.field for n in report.notes if n.name == "disagreement"] == ["published"]


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta itemprop="datePublished" content="2031-03-04">', "2031-03-04"),
        ('<meta name="date" content="2031-03-04">', "2031-03-04"),
        ('<link rel="canonical" href="https://x.example/2031/03/04/a">', "2031-03-04"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Vell",'
            ' "datePublished": "2031-03-04"}</script>',
            "2031-03-04",
        ),
        ('<script type="application/ld+json">{broken</script>', None),
        ('<script type="application/ld+json">[1, null, {"headline": 3}]</script>', None),
        ('<meta name="date" content="a while ago">', None),
        ("", None),
    ],
)
def test_where_a_page_states_its_date(head: str, published: str | None) -> None:
    html = f"<html><head>{head}</head><body><article><p>{FIRST}</p></article></body></html>"
    assert from_bytes(html.encode(), "a.html").published == published


def test_a_copyright_year_is_no_date() -> None:
    html = f"<html><body><p>{FIRST}</p><p>{SECOND}</p><footer>© 2019</footer></body></html>"
    assert from_bytes(html.encode(), "a.html").published is None


@pytest.mark.parametrize(
    "html", ["<html><body></body></html>", "<html><body><img src=a.png></body></html>", "<html>"]
)
def test_a_page_without_an_article_says_so(html: str) -> None:
    with pytest.raises(UnreadableInput, match="no article was found"):
        from_bytes(html.encode(), "a.html")


def test_an_empty_page_and_a_page_too_large() -> None:
    with pytest.raises(EmptyInput):
        from_bytes(b" \r\n", "a.html")
    with pytest.raises(OversizedInput, match="8 MiB"):
        from_bytes(b"<html>" + b" " * pages.LARGEST, "a.html")


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "<b",
        ">",
        "<!--",
        "]]>",
        "&#xD800;",
        "&#0;",
        "<a href=",
        "said",
        "\x0c",
    ]
)


@given(st.lists(st.one_of(TAGS, st.text(max_size=9)), max_size=40))
def test_no_page_breaks_it(parts: list[str]) -> None:
    html = "<html><title>" + "".join(parts).encode(errors="ignore").decode()
    try:
        report = from_bytes(html.encode(), "a.html")
    except InputError as error:
        failure = error
    else:
        assert report.text.strip()
        assert report.id
        return
    assert failure.reason.endswith(".")
