"""The addresses of `serve`, asked without a browser."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from sayso.errors import UsageError
from sayso.ledger import Ledger
from sayso.show.web import answers, application, guard
from sayso.show.web.answers import LARGE, safe
from sayso.show.web.guard import COOKIE, LARGEST_BODY, WRITES
from sayso.show.web.openapi import description
from sayso.show.web.server import check

TEXT = "“We counted 40 boats,” harbour master Ada Quist said on Friday.\n"
OTHER = "Ada Quist, the harbour master, said on Friday that they had counted 400 boats.\n"
OWN = "http://127.0.0.1:8765"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    for name, text in (("a.txt", TEXT), ("b.txt", OTHER)):
        (tmp_path / name).write_text(text, "utf-8")
    with Ledger(str(tmp_path / "l.db")) as one:
        one.read(str(tmp_path / "a.txt"), published="2031-03-04", outlet="Quay News")
        one.read(str(tmp_path / "b.txt"), published="2031-03-05", outlet="Pier Post")
        yield one


@pytest.fixture
def client(ledger: Ledger) -> TestClient:
    return TestClient(application(ledger, secret="the page's own"), base_url=OWN)


KEY = {"x-sayso-token": "the page's own"}


def test_a_slice_is_what_the_ledger_holds(client: TestClient, ledger: Ledger) -> None:
    shown = client.get("/api/slice").json()
    assert [one["id"] for one in shown["claims"]] == [one["id"] for one in ledger.claims()]
    assert shown["totals"]["claims"] == shown["totals"]["of"] == len(ledger.claims())
    assert all("text" not in report for report in shown["reports"])


def test_filters_are_the_ledgers(client: TestClient, ledger: Ledger) -> None:
    asked: list[dict[str, Any]] = [
        {"outlet": "pier"}, {"as_of": "2031-03-04"}, {"text": "400"}, {"by": "quist"},
        {"by": "nobody at all"}, {"act": "deny"},
    ]  # fmt: skip
    for filters in asked:
        shown = {one["id"] for one in client.get("/api/slice", params=filters).json()["claims"]}
        assert shown == {one["id"] for one in ledger.claims(**filters)}, filters


def test_pages_of_a_slice_are_all_of_it(client: TestClient, ledger: Ledger) -> None:
    pages = [
        client.get("/api/slice", params={"limit": 1, "offset": n}).json()["claims"]
        for n in range(len(ledger.claims()) + 1)
    ]
    assert pages[-1] == []
    assert {one["id"] for page in pages for one in page} == {one["id"] for one in ledger.claims()}


def test_claims_are_asked_for_by_name(client: TestClient, ledger: Ledger) -> None:
    all_ids = [claim["id"] for claim in ledger.claims()]
    for wanted in (all_ids[:1], all_ids, ["none", all_ids[1]], ["none"]):
        shown = client.get("/api/slice", params={"ids": ",".join(wanted)}).json()
        assert {one["id"] for one in shown["claims"]} == set(wanted) & set(all_ids)
    assert client.get("/api/slice", params={"ids": "x" * 9_999}).status_code == 400


def test_near_gives_a_claim_with_its_report(client: TestClient, ledger: Ledger) -> None:
    for claim in ledger.claims():
        near = client.get("/api/slice", params={"near": claim["id"]}).json()["claims"]
        assert claim["id"] in {one["id"] for one in near}


def test_the_pages_after_one_another_are_all_of_it(client: TestClient, ledger: Ledger) -> None:
    seen: list[str] = []
    last = ""
    while True:
        asked = {"limit": "1", **({"after": last} if last else {})}
        shown = client.get("/api/slice", params=asked).json()
        if not shown["claims"]:
            break
        seen += [one["id"] for one in shown["claims"]]
        last = shown["totals"]["last"]
    assert sorted(seen) == sorted(one["id"] for one in ledger.claims())
    held = shown["ledger"]
    assert (held["claims"], held["reports"]) == (len(seen), 2)
    assert held["days"] == ["2031-03-04", "2031-03-05"]
    assert held["outlets"] == ["Pier Post", "Quay News"]


def test_who_speaks_most(client: TestClient, ledger: Ledger) -> None:
    rows = client.get("/api/sources").json()["sources"]
    assert [row["name"] for row in rows] == [row["name"] for row in ledger.who()]
    named = client.get("/api/sources", params={"text": "QUIST"}).json()["sources"]
    assert [row["name"] for row in named] == ["Ada Quist"]
    assert client.get("/api/sources", params={"text": "%"}).json()["sources"] == []
    assert client.get("/api/sources", params={"limit": "x"}).status_code == 400


def test_a_day_is_replayed(client: TestClient, ledger: Ledger) -> None:
    rows = client.get("/api/replay", params={"as_of": "2031-03-05"}).json()["rows"]
    assert [row[0] for row in rows] == [one["claims"] for one in ledger.origins(as_of="2031-03-05")]
    assert client.get("/api/replay").status_code == 400


def test_a_reports_text(client: TestClient, ledger: Ledger) -> None:
    for report in ledger.found().reports.values():
        assert client.get(f"/api/reports/{report.id}").json()["text"] == report.text
    assert client.get("/api/reports/none").status_code == 400


def test_a_decision_is_kept_and_undone(client: TestClient, ledger: Ledger) -> None:
    a, b = (claim["id"] for claim in ledger.claims()[:2])
    made = client.post("/api/decisions", json={"verb": "same", "subjects": [a, b]}, headers=KEY)
    assert made.json()["by"] == "page"
    assert [one.verb for one in ledger.decisions()] == ["same"]
    undo = {"verb": "undo", "subjects": [str(made.json()["number"])]}
    assert client.post("/api/decisions", json=undo, headers=KEY).status_code == 200
    assert client.get("/api/decisions").json() == {"decisions": []}
    assert client.get("/api/suggestions").json() == {"suggestions": []}


def test_who_speaks_is_changed_and_undone(client: TestClient, ledger: Ledger) -> None:
    claim = ledger.claims()[0]["id"]
    before = [one["speaker"]["name"] for one in ledger.claims()]
    body = {"verb": "speaker", "subjects": [claim], "value": "Ben Orr"}
    assert client.post("/api/decisions", json=body, headers=KEY).status_code == 200
    assert [one["speaker"]["name"] for one in ledger.claims()] == ["Ben Orr", *before[1:]]
    shown = client.get("/api/slice").json()["claims"]
    assert shown[0]["speaker"]["name"] == "Ben Orr"
    for made in reversed(ledger.decisions()):
        undo = {"verb": "undo", "subjects": [str(made.number)]}
        client.post("/api/decisions", json=undo, headers=KEY)
    assert [one["speaker"]["name"] for one in ledger.claims()] == before
    assert client.post("/api/decisions", json={**body, "value": ""}, headers=KEY).status_code == 400


def test_a_report_is_read(client: TestClient, ledger: Ledger) -> None:
    text = "“The quay is shut,” mayor Ben Orr said on Monday.".encode()
    asked = {"name": "../../x.txt", "outlet": "Dock Daily", "published": "2031-03-09"}
    done = client.post("/api/read", params=asked, content=text, headers=KEY).json()
    assert done["new"] == 1
    assert not done["failures"]
    report = ledger.found().reports[done["report"]]
    assert (report.outlet, report.published) == ("Dock Daily", "2031-03-09")


def test_what_cannot_be_read_says_why(client: TestClient) -> None:
    done = client.post("/api/read", params={"name": "x.txt"}, content=b"\0\1\2" * 99, headers=KEY)
    [[name, reason]] = done.json()["failures"]
    assert name == "x.txt"
    assert reason.endswith(".")
    assert client.post("/api/read", content=b"", headers=KEY).status_code == 400
    for url in ("file:///etc/passwd", "ftp://quay.example/x", "javascript:alert(1)"):
        assert client.post("/api/read", params={"url": url}, headers=KEY).status_code == 400


def ended(client: TestClient, id_: str) -> dict[str, Any]:
    """What a reading beside came to."""
    for _ in range(600):
        told: dict[str, Any] = client.get(f"/api/jobs/{id_}").json()
        if told["state"] != "reading":
            return told
        time.sleep(0.1)
    raise AssertionError(told)


def test_an_address_is_read_beside_and_says_why_not(client: TestClient) -> None:
    begun = client.post("/api/read", params={"url": "http://127.0.0.1:1/x"}, headers=KEY).json()
    assert client.get("/api/slice").status_code == 200
    told = ended(client, begun["job"])
    [[name, why]] = told["failures"]
    assert (told["state"], name) == ("done", "http://127.0.0.1:1/x")
    assert why.endswith(".")
    assert client.get(f"/api/jobs/{begun['job']}").json() == told


def test_a_large_file_is_read_beside(
    client: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "LARGE", LARGE // 100)
    text = (
        "“The quay is shut,” mayor Ben Orr said on Monday.\n".encode() + b"The sea is wide.\n" * 999
    )
    body = text[: answers.LARGE]
    begun = client.post("/api/read", params={"name": "x.txt"}, content=body, headers=KEY)
    told = ended(client, begun.json()["job"])
    assert (told["state"], told["new"], told["failures"]) == ("done", 1, [])
    assert told["report"] in ledger.found().reports


def test_a_reading_is_stopped(client: TestClient, ledger: Ledger) -> None:
    before = len(ledger.claims())
    text = b"The sea is wide and the quay is shut. " * 400_000
    begun = client.post("/api/read", params={"name": "x.txt"}, content=text, headers=KEY)
    id_ = begun.json()["job"]
    assert client.delete(f"/api/jobs/{id_}").status_code == 403
    told = client.delete(f"/api/jobs/{id_}", headers=KEY).json()
    assert told["state"] == "stopped"
    assert told["failures"][-1][1] == "It was stopped before it was done."
    assert len(ledger.claims()) == before
    assert client.get("/api/jobs/none").status_code == 400


def test_single_claims_are_decided_and_alike_ones(client: TestClient, ledger: Ledger) -> None:
    first, second = (claim["id"] for claim in ledger.claims())

    def post(verb: str, *subjects: str, value: str = "") -> Any:
        body = {"verb": verb, "subjects": subjects, "value": value}
        return client.post("/api/decisions", json=body, headers=KEY)

    assert post("right", first).status_code == 200
    assert post("content", first, value="40 boats").json()["value"].startswith("[[")
    shown = client.get("/api/slice").json()["claims"][0]
    assert shown["content"]["text"] == "40 boats"
    assert shown["checked"]["by"] == "page"
    made = post("speaker", second, value="Ben Orr").json()
    found = client.get("/api/alike", params={"number": made["number"]}).json()
    assert found == {"cases": []}
    assert post("as-decided", str(made["number"])).json()["made"] == []
    wrong = (
        ("right", "none"), ("right",), ("content", first), ("as-decided", "x"), ("undo", "99"),
    )  # fmt: skip
    for verb, *subjects in wrong:
        answer = post(verb, *subjects)
        assert answer.status_code == 400
        assert answer.json()["error"].endswith((".", "it."))
    assert client.get("/api/alike", params={"number": "x"}).status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"x-sayso-token": "guessed"}, 403),
        ({**KEY, "origin": "https://evil.example"}, 403),
        ({**KEY, "origin": "null"}, 403),
        ({**KEY, "host": "evil.example"}, 421),
        ({**KEY, "origin": OWN}, 400),
        (KEY, 400),
    ],
)
def test_only_our_own_page_writes(
    client: TestClient, ledger: Ledger, headers: dict[str, str], status: int
) -> None:
    body = {"verb": "same", "subjects": []}
    answer = client.post("/api/decisions", json=body, headers=headers)
    assert answer.status_code == status
    assert answer.json()["error"].endswith((".", "both.", "undo."))
    assert ledger.decisions() == []


def test_a_body_without_end_is_refused(client: TestClient) -> None:
    answer = client.post("/api/read", content=b"x" * (LARGEST_BODY + 1), headers=KEY)
    assert answer.status_code == 413


def test_a_body_that_never_comes_is_waited_for_in_vain(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "BODY_SECONDS", 0.05)
    sent: list[Any] = []

    async def receive() -> Any:
        await anyio.sleep(60)

    async def send(message: Any) -> None:
        sent.append(message)

    head = [(b"host", b"127.0.0.1"), (b"x-sayso-token", b"key")]
    scope = {"type": "http", "method": "POST", "path": "/api/read", "query_string": b"",
             "headers": head, "client": ("127.0.0.1", 1)}  # fmt: skip
    app = application(ledger, secret="key")
    with ThreadPoolExecutor(1) as beside:  # a browser's loop may be running in this thread
        beside.submit(anyio.run, app, scope, receive, send).result()
    assert sent[0]["status"] == 408


def test_writing_without_end_is_refused(client: TestClient) -> None:
    seen = {client.post("/api/decisions", json={}, headers=KEY).status_code for _ in range(WRITES)}
    assert seen == {400}
    assert client.post("/api/decisions", json={}, headers=KEY).status_code == 429
    assert client.get("/api/decisions").status_code == 200


def test_every_answer_forbids_what_the_page_does_not_need(client: TestClient) -> None:
    for path in ("/", "/page.js", "/page.css", "/api/slice", "/nowhere"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in headers


def test_a_token_opens_and_nothing_else_does(ledger: Ledger) -> None:
    token = "a long enough token"
    address = "http://desk.example"
    app = application(ledger, token=token)
    stranger = TestClient(app, base_url=address, follow_redirects=False)
    for path in ("/", "/api/slice", "/?token=wrong", "/page.js"):
        assert stranger.get(path).status_code == 401
    assert stranger.get("/api/slice", headers={"authorization": "Bearer wrong"}).status_code == 401
    let_in = stranger.get("/", params={"token": token})
    assert let_in.status_code == 303
    assert "token" not in let_in.headers["location"]
    assert "httponly" in let_in.headers["set-cookie"].lower()
    assert stranger.cookies.get(COOKIE)
    assert stranger.get("/api/slice").status_code == 200
    program = TestClient(app, base_url=address)
    bearer = {"authorization": f"Bearer {token}"}
    assert program.get("/api/slice", headers=bearer).status_code == 200


def test_another_address_needs_a_token() -> None:
    for host, token in (("0.0.0.0", None), ("192.168.1.4", None), ("127.0.0.1", "short")):
        with pytest.raises(UsageError, match="token"):
            check(host, token)
    check("0.0.0.0", "a long enough token")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            ["by", "outlet", "text", "act", "near", "as_of", "limit", "offset", "only", "after"]
        ),
        st.text(max_size=40)
        | st.sampled_from(["%", "_", '"', "'; DROP TABLE claim; --", "\0", "9" * 30]),
        max_size=4,
    ),
    st.binary(max_size=60)
    | st.builds(
        lambda s: json.dumps({"verb": s, "subjects": [s, s]}).encode(), st.text(max_size=20)
    ),
)
def test_no_question_breaks_it(client: TestClient, asked: dict[str, str], body: bytes) -> None:
    assert client.get("/api/slice", params=asked).status_code in (200, 400)
    posted = client.post("/api/decisions", content=body, headers=KEY)
    assert posted.status_code in (200, 400)


@given(st.text(max_size=200))
def test_a_file_name_never_leaves_its_folder(name: str) -> None:
    kept = safe(name)
    assert kept not in ("", ".", "..")
    assert not set("/\\\0\n") & set(kept)
    assert len(kept) <= 120


def test_the_description_names_every_address(client: TestClient, ledger: Ledger) -> None:
    described = {
        (path, verb.upper()) for path, verbs in description()["paths"].items() for verb in verbs
    }
    routes = {
        (route.path, verb)
        for route in application(ledger).routes
        if route.path.startswith("/api")
        for verb in route.methods - {"HEAD"}
    }
    assert described == routes
    assert client.get("/api/openapi.json").json() == description()
