"""Real files and folders."""

from __future__ import annotations

import io
import json
import os
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.collect import LeftOut, Metadata, gather
from sayso.errors import (
    EmptyInput,
    InputError,
    MissingInput,
    OversizedInput,
    UnreadableInput,
    UsageError,
)
from sayso.records import Report
from sayso.settings import Settings


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def paths(items: list[Report | InputError], folder: Path) -> list[str]:
    return [os.path.relpath(item.path or "", folder) for item in items]


def test_a_folder_is_read_to_its_depths_in_order(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "b.txt": b"B",
            "a/z.md": b"Z",
            "a/y/x.html": b"<html><body><p>The council of Vell voted.",
            "a.TXT": b"A",
        },
    )
    items = list(gather([str(tmp_path)]))
    assert paths(items, tmp_path) == ["a/y/x.html", "a/z.md", "a.TXT", "b.txt"]
    assert [isinstance(item, Report) for item in items] == [True] * 4


def test_what_a_folder_leaves_out_is_named_at_its_end(tmp_path: Path) -> None:
    write(tmp_path, {".DS_Store": b"\0", "a.txt": b"A", "x.png": b"\x89PNG", ".git/b.txt": b"B"})
    (tmp_path / "loop").symlink_to(tmp_path)
    report, left_out = gather([str(tmp_path)])
    assert isinstance(report, Report)
    assert isinstance(left_out, LeftOut)
    assert left_out.path == str(tmp_path)
    assert left_out.reason == (
        "4 files were left out: .DS_Store (hidden), .git (hidden), loop (link to a folder), "
        "x.png (not a report); name a file itself to have it read."
    )


def test_a_folder_without_reports_says_what_it_holds(tmp_path: Path) -> None:
    write(tmp_path, {f"{number:02}.png": b"\x89PNG" for number in range(14)})
    (item,) = gather([str(tmp_path)])
    assert isinstance(item, MissingInput)
    assert "14 files were left out: 00.png (not a report)" in item.reason
    assert item.reason.endswith(
        "11.png (not a report) and 2 more; name a file itself to have it read."
    )


def test_a_file_that_is_named_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    write(tmp_path, {".hidden": b"Vell voted.", "press.release": b"Vell voted again."})
    items = list(gather([str(tmp_path / ".hidden"), str(tmp_path / "press.release")]))
    assert [item.text for item in items if isinstance(item, Report)] == [
        "Vell voted.",
        "Vell voted again.",
    ]


def test_each_failure_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "empty.txt": b"",
            "image.txt": b"\x89PNG\r\n\x1a\n\0",
            "long.txt": b"ab " * 99,
            "ok.txt": b"ok",
        },
    )
    (tmp_path / "nothing").mkdir()
    (tmp_path / "gone.txt").symlink_to(tmp_path / "away")
    names = ["empty.txt", "image.txt", "long.txt", "no.txt", "nothing", "gone.txt", "ok.txt"]
    items = list(
        gather([str(tmp_path / name) for name in names], settings=Settings(largest_input=99))
    )
    assert paths(items, tmp_path) == names
    assert [type(item) for item in items] == [
        EmptyInput, UnreadableInput, OversizedInput,
        MissingInput, MissingInput, MissingInput, Report,
    ]  # fmt: skip
    assert all(item.reason.endswith(".") for item in items if isinstance(item, InputError))


def test_a_broken_link_in_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "away")
    assert [type(item) for item in gather([str(tmp_path)])] == [MissingInput]


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": b"A"})
    os.mkfifo(tmp_path / "b.txt")
    report, left_out = gather([str(tmp_path)])
    assert isinstance(report, Report)
    assert isinstance(left_out, LeftOut)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_no_permission(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": b"A"})
    (tmp_path / "a.txt").chmod(0)
    (item,) = gather([str(tmp_path / "a.txt")])
    assert isinstance(item, UnreadableInput)


def test_a_name_that_is_no_text_can_be_stored(tmp_path: Path) -> None:
    broken = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(broken, "wb") as file:
        file.write(b"Vell voted.")
    (item,) = gather([str(tmp_path)])
    assert isinstance(item, Report)
    assert item.path is not None
    assert item.path.encode().endswith(b"caf\\udce9.txt")


@pytest.mark.parametrize("name", ["a\0b", "", "x" * 5000, "\udcff"])
def test_what_cannot_be_a_name(name: str) -> None:
    (item,) = gather([name])
    assert isinstance(item, InputError)
    assert item.reason.endswith(".")
    assert item.path.encode() is not None


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO("Title: A\nOutlet: B\n\n“Vell”".encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    (item,) = gather(["-"], Metadata(outlet="Vell Courier"))
    assert isinstance(item, Report)
    assert (item.text, item.path, item.outlet, item.title) == ("“Vell”", "-", "Vell Courier", "A")


def test_it_is_lazy(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": b"A"})
    items = gather([str(tmp_path / "a.txt"), str(tmp_path / "later.txt")])
    next(items)
    write(tmp_path, {"later.txt": b"Written after the first was read."})
    assert isinstance(next(items), Report)


def test_a_bad_date_stops_before_anything_is_read() -> None:
    with pytest.raises(UsageError):
        gather(["-"], Metadata(published="soon"))


NAMES = st.from_regex(r"[a-c]{1,2}(/[a-c]){0,2}\.(txt|md)", fullmatch=True)


@given(st.lists(NAMES, unique=True, max_size=6), st.randoms())
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_writing_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], random: object
) -> None:
    shuffled = sorted(names, key=lambda name: random.random())  # type: ignore[attr-defined]
    found = []
    for order in (names, shuffled):
        folder = tmp_path_factory.mktemp("folder")
        write(folder, {name: name.encode() for name in order})
        items = list(gather([str(folder)]))
        found.append([(item.text, item.id) for item in items if isinstance(item, Report)])
    assert found[0] == found[1]
    assert len(found[0]) == len(names)


def test_folders_deeper_than_the_stack(tmp_path: Path) -> None:
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(600):
        os.mkdir("d", dir_fd=here)
        here, old = os.open("d", os.O_RDONLY, dir_fd=here), here
        os.close(old)
    os.close(here)
    assert [type(item) for item in gather([str(tmp_path)])] == [MissingInput]


def test_a_large_pipe_of_many_reports_is_read_whole(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    line = json.dumps({"text": "The council of Vell voted on Tuesday.", "title": "Vell"}) + "\n"

    def write() -> None:
        pipe.write_text(line * 2000)

    writer = threading.Thread(target=write)
    writer.start()
    items = list(gather([str(pipe)], settings=Settings(largest_input=2**14)))
    writer.join()
    assert len(items) == 2000
    assert all(isinstance(item, Report) for item in items)


def test_what_a_browser_puts_beside_a_page_is_no_report(tmp_path: Path) -> None:
    page = b"<html><article><p>" + b"Ana stayed, she said. " * 9
    write(tmp_path, {"a.html": page, "a_files/frame.html": page, "b_files/c.txt": b"Ben left.",
                     "~$d.docx": b"x"})  # fmt: skip
    *read, left_out = gather([str(tmp_path)])
    assert paths(read, tmp_path) == ["a.html", "b_files/c.txt"]
    assert isinstance(left_out, LeftOut)
    assert "a_files (files of a saved page)" in left_out.reason
    assert "~$d.docx (hidden)" in left_out.reason
