"""Hostile files: no crash, no hang, bounded memory, a clear reason each; the others are read."""

from __future__ import annotations

import gzip
import io
import os
import random
import resource
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.faults import mutated
from bench.shapes.hostile import nested
from bench.shapes.packed import packed_zip, record
from bench.shapes.pdf import written
from sayso.collect import Metadata, apart, gather
from sayso.collect.part import Asked
from sayso.collect.unpack import reports
from sayso.errors import InputError
from sayso.records import Report
from sayso.settings import DEFAULT, Settings

GOOD = b"The council of Vell voted on Tuesday."


def read(data: bytes, name: str, settings: Settings = DEFAULT) -> list[Report | InputError]:
    return list(reports(Asked(name=name, path=name, settings=settings), Metadata(), data))


def reasons(items: list[Report | InputError]) -> list[str]:
    return [item.reason for item in items if isinstance(item, InputError)]


def texts(items: list[Report | InputError]) -> list[str]:
    return [item.text for item in items if isinstance(item, Report)]


def test_a_slice_of_the_mutated_files() -> None:
    for name, data in mutated(60, random.Random(4)):
        for item in read(data, name):
            if isinstance(item, InputError):
                assert item.reason.endswith("."), (name, item.reason)
            else:
                assert item.text.strip()


def test_a_bomb_costs_one_entry() -> None:
    bomb = gzip.compress(b"\0" * 2**28 + b" ", 9)
    items = read(packed_zip({"a.txt.gz": bomb, "b.txt": GOOD}), "a.zip")
    assert texts(items) == [GOOD.decode()]
    assert "larger than 64 MiB" in reasons(items)[0]


def test_what_unpacks_for_ever_is_stopped() -> None:
    block = b"\n".join([b'{"text": "Vell voted."}'] * 5)
    stream = gzip.compress(b" " * (30 * 2**20) + block, 9)
    items = read(stream, "a.jsonl.gz", Settings(largest_input=2**20))
    assert reasons(items)
    assert len(reasons(read(gzip.compress(b"x\n" * 10**6), "a.jsonl.gz"))) < 30


def test_what_unpacks_to_too_much_is_stopped() -> None:
    many = packed_zip({f"{number}.txt": GOOD * 999 for number in range(60)})
    items = read(many, "a.zip", Settings(most_expanded=2**20))
    assert "unpacks to far more" in reasons(items)[-1]
    assert 10 < len(texts(items)) < 60


def test_nesting_has_an_end() -> None:
    data, name = GOOD, "a.txt"
    for _ in range(9):
        data, name = packed_zip({name: data}), "a.zip"
    (reason,) = reasons(read(data, "a.zip"))
    assert "archives deep" in reason


def test_a_pdf_of_very_many_empty_pages() -> None:
    kids = b"3 0 R " * 100_000
    data = written([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 100000 /Kids [" + kids + b"] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    ])  # fmt: skip
    begun = time.monotonic()
    (reason,) = reasons(read(data, "a.pdf"))
    assert reason.endswith(".")
    assert time.monotonic() - begun < 30


def test_a_web_archive_that_never_ends_its_head() -> None:
    data = b"WARC/1.0\r\n" + b"A: b\r\n" * 200_000 + record("http://x.example/", GOOD)
    assert reasons(read(data, "a.warc"))


BIG = "txt html pdf zip warc gz mbox jsonl csv docx eml rss json parquet vtt"


@pytest.mark.parametrize("suffix", BIG.split())
def test_two_gigabytes_of_nothing(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"big.{suffix}"
    with path.open("wb") as file:
        file.truncate(2**31)
    (tmp_path / "good.txt").write_bytes(GOOD)
    begun = time.monotonic()
    items = list(gather([str(path), str(tmp_path / "good.txt")]))
    assert texts(items) == [GOOD.decode()]
    assert reasons(items)
    assert all(reason.endswith(".") for reason in reasons(items))
    assert time.monotonic() - begun < 60


def test_memory_stays_bounded() -> None:
    """Runs last in this file: the most that this process and those apart ever held."""
    most = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    assert most < 1.5 * 2**20  # kilobytes


def test_a_reader_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "hang.py").write_text(
        "import time\nfrom sayso.collect.part import Reader\n"
        "def parts(stream, asked):\n    time.sleep(60)\n    yield\n"
        "READER = Reader(name='hang', parts=parts, suffixes=('.hang',), apart=0)\n"
    )
    _plug_in(tmp_path, monkeypatch, "hang")
    begun = time.monotonic()
    (reason,) = reasons(read(b"x", "a.hang", Settings(longest_wait=2.0)))
    assert "stopped after 2 seconds" in reason
    assert time.monotonic() - begun < 20
    assert texts(read(packed_zip({"a.txt": GOOD}), "a.zip")) == [GOOD.decode()]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("import os; os._exit(3)", "broke down"),
        ("x = bytearray(2**31)", "more memory than allowed"),
        ("raise ValueError('no good')", "no good"),
    ],
)
def test_a_reader_that_breaks_costs_one_entry(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, body: str, says: str
) -> None:
    (tmp_path / "bad.py").write_text(
        "from sayso.collect.part import Reader\n"
        f"def parts(stream, asked):\n    {body}\n    yield\n"
        "READER = Reader(name='bad', parts=parts, suffixes=('.bad',), apart=0)\n"
    )
    _plug_in(tmp_path, monkeypatch, "bad")
    items = read(packed_zip({"a.bad": b"x", "b.txt": GOOD}), "a.zip")
    assert texts(items) == [GOOD.decode()]
    assert says in reasons(items)[0]


def test_a_reader_of_a_hostile_format_writes_no_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "written"
    (tmp_path / "scribe.py").write_text(
        "from sayso.collect.part import Reader\n"
        "def parts(stream, asked):\n"
        f"    with open({str(target)!r}, 'w') as file:\n        file.write('x' * 9)\n    yield\n"
        "READER = Reader(name='scribe', parts=parts, suffixes=('.scribe',), apart=0)\n"
    )
    _plug_in(tmp_path, monkeypatch, "scribe")
    items = read(packed_zip({"a.scribe": b"x", "b.txt": GOOD}), "a.zip")
    assert texts(items) == [GOOD.decode()]
    assert len(reasons(items)) == 1
    assert not target.exists() or target.read_bytes() == b""


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Plug-ins are looked for once in each process; here they come and go."""
    from sayso.collect.choose import plugged

    plugged.cache_clear()
    apart.close_all()
    yield
    plugged.cache_clear()
    apart.close_all()


def _plug_in(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    about = folder / f"sayso_{name}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: sayso-{name}\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(f"[sayso.readers]\n{name} = {name}:READER\n")
    monkeypatch.syspath_prepend(folder)


def test_a_locked_archive_says_so() -> None:
    data = bytearray(packed_zip({"a.txt": GOOD}, zipfile.ZIP_STORED))
    for place in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[place] |= 1
    assert "password" in reasons(read(bytes(data), "a.zip"))[0]


def test_names_in_archives_open_nothing(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("../../escape.txt", GOOD)
        archive.writestr("/etc/escape.txt", GOOD)
    before = sorted(os.listdir(tmp_path))
    items = read(out.getvalue(), str(tmp_path / "a.zip"))
    assert len(texts(items)) == 2
    assert sorted(os.listdir(tmp_path)) == before


def test_a_text_longer_than_can_be_read_is_named_and_the_rest_is_read() -> None:
    settings = Settings(longest_text=100)
    items = read(packed_zip({"a.txt": GOOD * 9, "b.txt": b"Ana stayed."}), "a.zip", settings)
    assert texts(items) == ["Ana stayed."]
    assert reasons(items) == [
        "its text is longer than 100 characters, the most that is read; split it."
    ]


def test_archives_of_archives_end() -> None:
    items = read(nested(), "a.zip", Settings(most_entries=500))
    assert len(texts(items)) < 500
    assert reasons(items) == ["only its first 500 entries were read."]
    deep = packed_zip({f"{n}.zip": nested() for n in range(2)})
    found = reasons(read(deep, "a.zip"))
    assert "it was given up" in found[-1]
    assert len(found) < 1100
