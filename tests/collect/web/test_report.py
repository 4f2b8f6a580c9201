"""What is fetched becomes reports; feeds and sitemaps are followed, once, and not for ever."""

from __future__ import annotations

from pathlib import Path

from sayso.collect import Metadata
from sayso.collect.part import Asked
from sayso.collect.unpack import unpacked
from sayso.collect.web import followed, reports_at
from sayso.errors import InputError
from sayso.records import Report
from sayso.settings import Settings
from tests.collect.web.test_fetch import HTML, PAGE, PUBLIC, WORDS, Web, web

SITE = "https://vell.example"
XML = {"content-type": "application/xml"}
FOLLOW = Settings(follow=True)


def feed(*links: str) -> bytes:
    items = "".join(
        f"<item><title>Port</title><link>{link}</link><pubDate>Tue, 04 Mar 2031 07:30:00 GMT"
        "</pubDate><description>In short.</description></item>"
        for link in links
    )
    return f"<rss version='2.0'><channel><title>Vell</title>{items}</channel></rss>".encode()


def sitemap(kind: str, *links: str) -> bytes:
    entries = "".join(f"<url><loc>{link}</loc></url>" for link in links)
    return f"<{kind}>{entries}</{kind}>".encode()


def read(net: Web, url: str, settings: Settings = FOLLOW) -> list[Report | InputError]:
    return list(reports_at(url, Metadata(), net.fetcher(), settings))


def test_a_feed_is_followed_and_gives_what_the_page_does_not_say() -> None:
    net = web({f"{SITE}/feed": (200, XML, feed(f"{SITE}/a")), f"{SITE}/a": (200, HTML, PAGE)})
    (report,) = read(net, f"{SITE}/feed")
    assert isinstance(report, Report)
    assert WORDS.decode() in report.text
    assert (report.path, report.published) == (f"{SITE}/a", "2031-03-04T07:30:00+00:00")
    assert (report.title, report.outlet) == ("Port", "Vell")


def test_without_follow_a_feed_is_its_own_words() -> None:
    net = web({f"{SITE}/feed": (200, XML, feed(f"{SITE}/a"))})
    (report,) = read(net, f"{SITE}/feed", Settings())
    assert isinstance(report, Report)
    assert report.text == "In short."
    assert f"{SITE}/a" not in [url for url, _ in net.asked]


def test_a_link_that_fails_costs_its_page_and_the_feed_still_speaks() -> None:
    net = web({f"{SITE}/feed": (200, XML, feed(f"{SITE}/gone", f"{SITE}/a")),
               f"{SITE}/a": (200, HTML, PAGE)})  # fmt: skip
    failure, short, page = read(net, f"{SITE}/feed")
    assert isinstance(failure, InputError)
    assert isinstance(short, Report)
    assert isinstance(page, Report)
    assert short.text == "In short."


def test_loops_of_feeds_end() -> None:
    net = web({
        f"{SITE}/1": (200, XML, sitemap("sitemapindex", f"{SITE}/2", f"{SITE}/1")),
        f"{SITE}/2": (200, XML, sitemap("urlset", f"{SITE}/1", f"{SITE}/a", f"{SITE}/a")),
        f"{SITE}/a": (200, HTML, PAGE),
    })  # fmt: skip
    (report,) = read(net, f"{SITE}/1")
    assert isinstance(report, Report)
    assert [url for url, _ in net.asked].count(f"{SITE}/1") == 1


def test_a_feed_that_grows_for_ever_ends() -> None:
    class Endless(dict[str, tuple[int, dict[str, str], bytes]]):
        def get(self, url: str, other: object = None) -> object:  # type: ignore[override]
            if url.endswith("robots.txt"):
                return 404, {}, b""
            return 200, XML, feed(f"{url}x", f"{url}y")

    items = read(web(Endless()), f"{SITE}/feed")
    assert len(items) < 20


def test_links_into_a_private_network_are_refused_before_anything_is_sent() -> None:
    net = web({f"{SITE}/feed": (200, XML, feed("http://inner.example/a", "file:///etc/passwd"))},
              inner_example=["10.0.0.1"])  # fmt: skip
    items = read(net, f"{SITE}/feed")
    reasons = [item.reason for item in items if isinstance(item, InputError)]
    assert len(reasons) == 2
    assert "private network" in reasons[0]
    assert {address for _, address in net.asked} == {PUBLIC}


def test_a_feed_in_a_file_can_be_followed(tmp_path: Path) -> None:
    path = tmp_path / "feed.rss"
    path.write_bytes(feed(f"{SITE}/a"))
    net = web({f"{SITE}/a": (200, HTML, PAGE)})
    asked = Asked(name=str(path), path=str(path), settings=FOLLOW)
    (report,) = followed(unpacked(asked, file=str(path)), asked, Metadata(), net.fetcher())
    assert isinstance(report, Report)
    assert report.path == f"{SITE}/a"
