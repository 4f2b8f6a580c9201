"""Every format in the shapes of real life: all text, all metadata, each failure named, law 1."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest

from bench.shapes import Shape, all_shapes
from bench.shapes.packed import packed_zip
from bench.shapes.pdf import made
from bench.shapes.prose import mail
from sayso.collect import LeftOut, Metadata, from_bytes
from sayso.collect.part import Asked
from sayso.collect.unpack import reports
from sayso.errors import InputError, UnreadableInput
from sayso.records import Report
from sayso.settings import DEFAULT, Settings

SHAPES = tuple(all_shapes())


def read(data: bytes, name: str, settings: Settings = DEFAULT) -> list[Report | InputError]:
    return list(reports(Asked(name=name, path=name, settings=settings), Metadata(), data))


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: f"{shape.format}: {shape.name}")
def test_all_text_and_metadata(shape: Shape) -> None:
    items = read(shape.data, shape.file, Settings(columns=shape.columns))
    found = [item for item in items if isinstance(item, Report)]
    failures = [item for item in items if not isinstance(item, Report)]
    assert len(found) == len(shape.texts), [str(failure) for failure in failures]
    for report, sentences in zip(found, shape.texts, strict=True):
        assert [sentence for sentence in sentences if sentence not in report.text] == []
    assert [(name, getattr(found[0], name)) for name in shape.metadata] == list(
        shape.metadata.items()
    )
    assert [words for words in shape.without if words in found[0].text] == []
    assert len(failures) == shape.failures
    assert all(failure.reason.endswith(".") for failure in failures)
    assert len({report.path for report in found}) == len(found) or shape.format == "feed"


def test_five_shapes_of_each() -> None:
    assert min(Counter(shape.format for shape in SHAPES).values()) >= 5


def test_paths_lead_into_containers() -> None:
    inner = packed_zip({"c.txt": b"Vell voted on Tuesday."})
    data = packed_zip({"a/b.zip": inner, "d.txt": b"Orsa voted on Friday."})
    found = read(data, "x.zip")
    assert [item.path for item in found] == ["x.zip!/a/b.zip!/c.txt", "x.zip!/d.txt"]
    notes = {n.words for item in found if isinstance(item, Report) for n in item.notes}
    assert any("SHA-256" in words for words in notes)


def test_forwarded_and_quoted_keep_their_own_author() -> None:
    text = "Agreed.\n\nOn 3 March 2031, Ivo Pell <i@o.example> wrote:\n> We leave at noon.\n"
    own, quoted = read(mail(text), "a.eml")
    assert isinstance(own, Report)
    assert isinstance(quoted, Report)
    assert (own.authors, own.text) == (("Ana Tamm",), "Agreed.")
    assert (quoted.authors, quoted.text) == (("Ivo Pell",), "We leave at noon.")
    assert (quoted.path, quoted.published) == ("a.eml!/quoted-1", "2031-03-03")


def test_running_heads_are_named_in_a_note() -> None:
    pages = [[(f"The town of {name} voted on Tuesday.",)] for name in ("Vell", "Orsa", "Tamm")]
    report = from_bytes(made(pages, head="Vell Courier, 4 March", number=True), "a.pdf")
    assert "Courier" not in report.text
    (note,) = [note for note in report.notes if note.name == "running heads"]
    assert "“Vell Courier, 4 March”" in note.words


def test_another_language_is_kept_and_marked() -> None:
    text = "Le maire a dit que le pont serait fermé dans la semaine pour les travaux de la ville."
    report = from_bytes(text.encode(), "a.txt")
    assert report.language == "fr"
    assert [note.name for note in report.notes] == ["not read"]


def test_several_reports_are_no_single_one() -> None:
    with pytest.raises(UnreadableInput, match="several reports"):
        from_bytes(packed_zip({"a.txt": b"Vell voted.", "b.txt": b"Orsa voted."}), "a.zip")


def test_what_an_archive_leaves_out_is_named() -> None:
    report, left_out = read(packed_zip({"a.txt": b"Vell voted.", "b.png": b"\x89PNG"}), "a.zip")
    assert isinstance(report, Report)
    assert isinstance(left_out, LeftOut)
    assert "b.png" in left_out.reason


def test_a_table_without_a_text_says_what_it_has() -> None:
    (error,) = read(json.dumps([{"kopf": "x"}]).encode(), "a.json")
    assert isinstance(error, UnreadableInput)
    assert "kopf" in error.reason
    assert "--map text=FIELD" in error.reason


def test_no_row_of_a_table_is_lost_before_the_first_that_can_be_read() -> None:
    rows = (
        b'{"text": ""}\n{"body": 3}\nno json\n{"text": "Vell voted on Tuesday."}\n{"text": " "}\n'
    )
    items = read(rows, "a.jsonl")
    assert [item.text for item in items if isinstance(item, Report)] == ["Vell voted on Tuesday."]
    failed = sorted(str(item) for item in items if not isinstance(item, Report))
    assert [words.split(": ")[0] for words in failed] == [f"a.jsonl!/{n}" for n in (1, 2, 3, 5)]
    assert ["no JSON" in words for words in failed] == [False, False, True, False]


def test_an_entry_that_is_no_object_is_named() -> None:
    items = read(b'[{"text": "Vell voted on Tuesday."}, "Orsa", 7]', "a.json")
    failed = [str(item) for item in items if not isinstance(item, Report)]
    assert failed == [f"a.json!/{n}: this entry is no object." for n in (2, 3)]


def test_the_same_bytes_give_the_same_reports_apart_or_here() -> None:
    shape = next(shape for shape in SHAPES if shape.name == "plain and HTML")
    here = read(shape.data, shape.file)
    large = shape.data + b"\n" * (2**20)
    apart = read(large, shape.file)
    assert [r.text.strip() for r in here if isinstance(r, Report)] == [
        r.text.strip() for r in apart if isinstance(r, Report)
    ]
    assert [replace(r, original=None).authors for r in here if isinstance(r, Report)] == [
        r.authors for r in apart if isinstance(r, Report)
    ]


@pytest.mark.parametrize(
    ("line", "who", "day"),
    [
        (
            "On Mon, Mar 3, 2031 at 9:00\u202fAM Ben Osk <b@x.example> wrote:",
            "Ben Osk",
            "2031-03-03",
        ),
        ("On Mon, Mar 3, 2031 at 9:00 AM Ben Osk <b@x.example>\nwrote:", "Ben Osk", "2031-03-03"),
        ("On 3 Mar 2031, at 09:00, Ben Osk wrote:", "Ben Osk", "2031-03-03"),
        ("On Mon, 3 Mar 2031 09:00:00 +0100\nOsk, Ben <b@x> wrote:", "Osk, Ben", "2031-03-03"),
        ("On 2031-03-03 09:00 UTC, user2000 wrote:", "user2000", "2031-03-03"),
        ("Ben Osk wrote on 3 March 2031:", "Ben Osk", "2031-03-03"),
        ("On Monday, Ben Osk wrote:", "Ben Osk", None),
    ],
)
def test_who_wrote_what_is_quoted(line: str, who: str, day: str | None) -> None:
    own, quoted = read(mail(f"Agreed.\n\n{line}\n> We leave at noon.\n"), "a.eml")
    assert isinstance(own, Report)
    assert isinstance(quoted, Report)
    assert own.text == "Agreed."
    assert (quoted.authors, quoted.published) == ((who,), day)


def test_a_table_put_together_of_two_encodings() -> None:
    rows = (
        b"title,text\n" + b"A,It rained in Vell.\n" * 4000 + "B,“Café,” he said.\n".encode("cp1252")
    )
    last = read(rows, "a.csv")[-1]
    assert isinstance(last, Report)
    assert last.text == "“Café"
    assert "Windows-1252" in " ".join(note.words for note in last.notes)


def test_a_quotation_mark_that_is_never_closed_is_told() -> None:
    *_, failure = read(b'title,text\nA,"He left, he said.\nB,Ana stayed.\n', "a.csv")
    assert str(failure) == (
        "a.csv!/1: a quotation mark in it is not closed: all that follows is in it."
    )
    assert len(read(b'title,text\nA,A 5" pipe broke.\nB,Ana stayed.\n', "a.csv")) == 2


def test_what_map_names_and_no_row_has_is_told() -> None:
    settings = Settings(columns=(("text", "page.body"), ("published", "when")))
    *_, failure = read(b'[{"page": {"body": "Ana stayed, she said."}}]', "a.json", settings)
    assert str(failure) == (
        "a.json: no row has what --map names: “when” (published); there are: page.body."
    )


def test_dates_and_bytes_of_parquet() -> None:
    import io
    from datetime import UTC, date, datetime

    import pyarrow
    import pyarrow.parquet

    out = io.BytesIO()
    moment = datetime(2031, 3, 4, 7, 30, tzinfo=UTC)
    rows = {
        "text": [b"Ana stayed, she said."],
        "published": [moment],
        "modified": [date(2031, 3, 5)],
    }
    pyarrow.parquet.write_table(pyarrow.table(rows), out)
    (report,) = read(out.getvalue(), "a.parquet")
    assert isinstance(report, Report)
    assert report.text == "Ana stayed, she said."
    assert (report.published, report.modified) == ("2031-03-04T07:30:00+00:00", "2031-03-05")


def test_an_archive_of_posts_is_its_posts() -> None:
    tweet = {"id_str": "1", "created_at": "Tue Mar 04 07:30:00 +0000 2031", "full_text": "We left."}
    account = [{"account": {"username": "vell", "accountDisplayName": "Vell"}}]
    files = {
        "Your archive.html": b"<html></html>",
        "data/README.txt": b"This is your archive.",
        "data/account.js": b"window.YTD.account.part0 = " + json.dumps(account).encode(),
        "data/note-tweet.js": b"window.YTD.note_tweet.part0 = []",
        "data/deleted-tweets.js": b"window.YTD.x.part0 = "
        + json.dumps([{"tweet": {**tweet, "deleted_at": "2031-03-05"}}]).encode(),
    }
    post, *others = read(packed_zip(files), "x.zip")
    assert isinstance(post, Report)
    assert "deleted" in " ".join(note.words for note in post.notes)
    assert [type(item) for item in others] == [LeftOut, LeftOut]


def test_a_page_of_a_pdf_that_has_only_its_head_is_named() -> None:
    pages: list[list[tuple[str, ...]]] = [
        [("Ana stayed, she said.",) * 3],
        [()],
        [("Ben left, he said.",) * 3],
    ]
    (report,) = read(made(pages, "Office of Figures", number=True), "a.pdf")
    assert isinstance(report, Report)
    words = {note.name: note.words for note in report.notes}
    assert "“Office of Figures”" in words["running heads"]
    assert words["images"].endswith(": 2.")


def test_nobody_is_no_author() -> None:
    page = b"<html><meta name=author content=admin><article><p>" + b"Ana stayed, she said. " * 9
    (report,) = read(page, "a.html")
    assert isinstance(report, Report)
    assert report.authors == ()
