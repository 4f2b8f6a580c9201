"""Fetching: nothing is sent where it must not be; limits hold; each failure is one sentence.

Names are resolved and answered by the tests; real bytes go over the loopback interface only.
"""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.collect.web.addresses import is_public
from sayso.collect.web.fetch import Fetcher, plain
from sayso.collect.web.transport import Response
from sayso.errors import InputError, OversizedInput, UnreadableInput
from sayso.ledger import Ledger
from sayso.settings import Settings

PUBLIC = "93.184.216.34"
WORDS = b"The port of Vell is shut until the summer, the mayor said."
PAGE = b"<html><body><article><p>" + WORDS + b"</p></article></body></html>"
Answer = tuple[int, dict[str, str], bytes]


class Web:
    """A small internet: hosts with addresses, and what each URL answers. It notes who is asked."""

    def __init__(self, answers: Mapping[str, Answer], hosts: Mapping[str, list[str]]) -> None:
        self.answers, self.hosts = answers, hosts
        self.asked: list[tuple[str, str]] = []
        self.slept: list[float] = []

    def resolver(self, host: str, port: int) -> list[str]:
        if host not in self.hosts:
            raise OSError("no such host")
        return self.hosts[host]

    @contextmanager
    def transport(
        self, url: str, address: str, headers: Mapping[str, str], seconds: float
    ) -> Iterator[Response]:
        self.asked.append((url, address))
        status, answered, body = self.answers.get(url, (404, {}, b""))
        yield Response(status, answered, iter([body[:7], body[7:]]))

    def fetcher(self) -> Fetcher:
        return Fetcher(
            largest=10_000,
            resolver=self.resolver,
            transport=self.transport,
            sleep=self.slept.append,
        )


def web(answers: Mapping[str, Answer], **hosts: list[str]) -> Web:
    names = {"vell.example": [PUBLIC], **{k.replace("_", "."): v for k, v in hosts.items()}}
    return Web(answers, names)


HTML = {"content-type": "text/html; charset=utf-8"}


def test_a_page_is_fetched_at_the_address_that_was_checked() -> None:
    net = web({"https://vell.example/a": (200, HTML, PAGE)})
    found = net.fetcher().fetch("https://vell.example/a#top")
    assert (found.data, found.url) == (PAGE, "https://vell.example/a")
    assert {address for _, address in net.asked} == {PUBLIC}


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "::1",
     "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
     "100.64.0.1", "224.0.0.1", "255.255.255.255", "198.18.0.1"],
)  # fmt: skip
def test_a_private_address_is_refused_before_anything_is_sent(address: str) -> None:
    net = web({"http://inside.example/": (200, HTML, PAGE)}, inside_example=[PUBLIC, address])
    with pytest.raises(UnreadableInput, match="nothing was sent"):
        net.fetcher().fetch("http://inside.example/")
    assert net.asked == []


@given(st.ip_addresses())
def test_whatever_the_system_calls_private_is_not_public(address: object) -> None:
    if getattr(address, "is_private", False):
        assert not is_public(address)  # type: ignore[arg-type]


def test_a_redirect_to_a_private_address_is_refused_before_anything_is_sent() -> None:
    onward = (302, {"location": "http://metadata.example/latest"}, b"")
    net = web({"http://vell.example/a": onward}, metadata_example=["169.254.169.254"])
    with pytest.raises(UnreadableInput, match=r"it leads to http://metadata\.example/latest"):
        net.fetcher().fetch("http://vell.example/a")
    assert all(address == PUBLIC for _, address in net.asked)


def test_a_name_that_changes_its_address_is_asked_where_it_was_checked() -> None:
    net = web({"http://vell.example/a": (200, HTML, PAGE)})
    answers = iter([[PUBLIC], [PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    net.resolver = lambda host, port: next(answers)  # type: ignore[method-assign]
    net.fetcher().fetch("http://vell.example/a")
    assert {address for _, address in net.asked} == {PUBLIC}


@pytest.mark.parametrize(
    "url", ["ftp://vell.example/a", "file:///etc/passwd", "gopher://x/", "http://"]
)
def test_other_schemes_are_refused(url: str) -> None:
    with pytest.raises(UnreadableInput, match="only http"):
        web({}).fetcher().fetch(url)


def test_a_redirect_to_another_scheme_is_refused() -> None:
    net = web({"http://vell.example/a": (301, {"location": "file:///etc/passwd"}, b"")})
    with pytest.raises(UnreadableInput, match="only http"):
        net.fetcher().fetch("http://vell.example/a")


def test_redirects_have_an_end() -> None:
    chain = {f"http://vell.example/{n}": (302, {"location": f"/{n + 1}"}, b"") for n in range(20)}
    with pytest.raises(UnreadableInput, match="more than 5 times"):
        web(chain).fetcher().fetch("http://vell.example/0")
    circle = {"http://vell.example/0": (302, {"location": "/0"}, b"")}
    with pytest.raises(UnreadableInput, match="circle"):
        web(circle).fetcher().fetch("http://vell.example/0")


def test_robots_are_obeyed_and_asked_once() -> None:
    rules = b"User-agent: *\nDisallow: /private\nCrawl-delay: 4\n"
    net = web({
        "http://vell.example/robots.txt": (200, {"content-type": "text/plain"}, rules),
        "http://vell.example/a": (200, HTML, PAGE),
        "http://vell.example/private": (200, HTML, PAGE),
    })  # fmt: skip
    fetcher = net.fetcher()
    fetcher.fetch("http://vell.example/a")
    with pytest.raises(UnreadableInput, match=r"robots\.txt does not allow"):
        fetcher.fetch("http://vell.example/private")
    urls = [url for url, _ in net.asked]
    assert urls == ["http://vell.example/robots.txt", "http://vell.example/a"]
    assert 3 < net.slept[0] <= 4


def test_robots_that_cannot_be_had_forbid_all() -> None:
    net = web({"http://vell.example/robots.txt": (503, {}, b"")})
    with pytest.raises(UnreadableInput, match="503"):
        net.fetcher().fetch("http://vell.example/a")


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ((404, {}, b""), "no such page"),
        ((403, {}, b""), "does not let it be read"),
        ((500, {}, b""), "error"),
        ((200, {"content-type": "video/mp4"}, b"x"), "video/mp4"),
        ((200, {**HTML, "content-encoding": "br"}, b"x"), "packed as br"),
        ((200, {**HTML, "content-encoding": "gzip"}, b"no gzip"), "damaged"),
    ],
)
def test_what_cannot_be_read_says_why(answer: Answer, sentence: str) -> None:
    with pytest.raises(UnreadableInput, match=sentence):
        web({"http://vell.example/a": answer}).fetcher().fetch("http://vell.example/a")


@pytest.mark.parametrize(
    "answer",
    [
        (200, {**HTML, "content-length": "99999999999"}, b"x"),
        (200, HTML, b"x" * 20_000),
        (200, {**HTML, "content-encoding": "gzip"}, gzip.compress(b"\0" * 50_000_000)),
    ],
)
def test_a_large_answer_is_refused(answer: Answer) -> None:
    with pytest.raises(OversizedInput, match="larger than"):
        web({"http://vell.example/a": answer}).fetcher().fetch("http://vell.example/a")


@given(st.text(max_size=40))
def test_no_address_makes_it_fail_in_another_way(words: str) -> None:
    for url in (words, "http://" + words):
        plain(url)
        with pytest.raises(InputError):
            web({}).fetcher().fetch(url)


class Server(BaseHTTPRequestHandler):
    """A real server on the loopback interface: good, dripping, and breaking off."""

    def do_GET(self) -> None:
        if self.path == "/robots.txt":
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        if self.path == "/short":
            self.send_header("Content-Length", "5000")
        self.end_headers()
        try:
            if self.path == "/drip":
                for _ in range(100):
                    self.wfile.write(b"x")
                    self.wfile.flush()
                    time.sleep(0.1)
            else:
                self.wfile.write(PAGE)
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()


def local(**limits: float) -> Fetcher:
    return Fetcher(largest=10_000, allow_private=True, pause=0, **limits)  # type: ignore[arg-type]


def test_a_real_server(site: str) -> None:
    assert local().fetch(f"{site}/a").data == PAGE


def test_a_server_that_drips_is_left(site: str) -> None:
    started = time.monotonic()
    with pytest.raises(UnreadableInput, match="longer than"):
        local(seconds=1.0).fetch(f"{site}/drip")
    assert time.monotonic() - started < 5


def test_a_server_that_breaks_off(site: str) -> None:
    with pytest.raises(UnreadableInput, match="could not be fetched"):
        local().fetch(f"{site}/short")


def test_nobody_there() -> None:
    with pytest.raises(UnreadableInput, match="could not be fetched"):
        local(seconds=3).fetch("http://localhost:1/a")


def test_a_page_by_its_address_comes_into_the_ledger(site: str, tmp_path: Path) -> None:
    with Ledger(":memory:", Settings(allow_private=True)) as ledger:
        outcome = ledger.read(f"{site}/a", f"{site}/a#part", str(tmp_path / "none.txt"))
        (report,) = ledger.store.reports()
        assert (outcome.new, outcome.known) == (1, 1)
        assert report.url == f"{site}/a"
        assert report.fetched is not None
        assert [path for path, _ in outcome.failures] == [str(tmp_path / "none.txt")]
        assert ledger.read(f"{site}/a").known == 1
        assert ledger.verify().problems == ()
    with Ledger(":memory:") as ledger:
        ((_, reason),) = ledger.read(f"{site}/a").failures
        assert "nothing was sent" in reason
