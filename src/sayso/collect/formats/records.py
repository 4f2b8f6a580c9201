"""Tables of reports: CSV, TSV, JSON, JSON Lines and Parquet, and JSON feeds; one row, one report.

Which field holds what is found by its usual names (data/columns.tsv) or given (``--map``). Fields
in fields are named with dots ("author.name").
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from itertools import islice
from typing import Any, BinaryIO, cast

from sayso.collect.blocks import is_html, text_of
from sayso.collect.formats import posts
from sayso.collect.formats.decoded import decoded_of
from sayso.collect.metadata import Detail, Field, sound
from sayso.collect.part import Asked, Part, whole
from sayso.collect.tables import rows as table
from sayso.errors import EmptyInput, UnreadableInput
from sayso.records import Reason

LISTS = ("articles", "children", "items", "results", "data", "posts", "entries", "hits",
         "documents", "docs", "records", "reports", "rows", "orderedItems", "statuses", "response",
         "@graph")  # fmt: skip
MORE = ""
"""The name under which cells are kept that no column names: text with a comma but no quotes."""
STRAY = "\0"
"""The name under which it is kept that bytes of a row are no UTF-8 and were read as Windows-1252:
some tables are put together of several."""
_STRAY = re.compile("[\udc80-\udcff]+")
HEAD = 2**16
"""Bytes at the beginning of a table that show its encoding."""
Row = dict[str, Any]


def json_parts(stream: BinaryIO, asked: Asked) -> Iterator[Part]:
    """A list of objects, an object that holds one, one object, or posts."""
    text = decoded_of(whole(stream, asked), asked).text
    try:
        data = json.loads(posts.bare(text))
    except (ValueError, RecursionError) as error:
        lines = text.strip().splitlines()
        if len(lines) > 1 and lines[0].rstrip().endswith("}"):
            yield from _mapped(_lines(io.BytesIO(text.encode("utf-8", "replace")), asked), asked)
            return
        raise UnreadableInput(asked.name, f"its JSON is damaged ({str(error)[:80]}).") from None
    if (found := posts.parts(data)) is not None:
        yield from found
        return
    if data == [] and posts.bare(text) != text:
        yield Part(failure="there is no post in this file.", failed_as="left out")
        return
    feed = str(data.get("title") or "") if _is_feed(data) else ""
    rows = (
        (str(n), row if isinstance(row, dict) else "this entry is no object.")
        for n, row in enumerate(_listed(data, asked), 1)
    )
    about = sound([Detail("outlet", feed, "the feed's title")])
    for part in _mapped(rows, asked):
        yield replace(part, details=(*part.details, *about))


def _is_feed(data: Any) -> bool:
    """Whether this is a JSON feed."""
    return isinstance(data, dict) and "jsonfeed.org" in str(data.get("version"))


def lines_parts(stream: BinaryIO, asked: Asked) -> Iterator[Part]:
    """JSON Lines: an object a line, however long the file; named by the number of the line."""
    head = stream.read(HEAD)
    stream.seek(0)
    if b"\0" in head[:2] or head.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16, of Windows
        stream = io.BytesIO(decoded_of(whole(stream, asked), asked).text.encode())
    yield from _mapped(_lines(stream, asked), asked)


def csv_parts(stream: BinaryIO, asked: Asked) -> Iterator[Part]:
    """CSV or TSV with a line of names at the top; named by the number of the row."""
    largest = asked.settings.largest_input
    head = stream.read(HEAD)
    stream.seek(0)
    encoding = decoded_of(head.rpartition(b"\n")[0] or head, asked).encoding
    csv.field_size_limit(largest)
    sample = head.decode(encoding, "replace").partition("\n")[0]
    delimiter = max(",\t;|", key=sample.count)
    quotes = 0

    def lines() -> Iterator[str]:
        nonlocal quotes
        for line in _text_lines(stream, encoding, asked):
            quotes += line.count('"')
            yield line

    def rows() -> Iterator[tuple[str, Row | str]]:
        reader = csv.reader(lines(), delimiter=delimiter)
        names, number, values = next(reader, []), 0, list[str]()
        for number, values in enumerate(reader, 1):
            if any(values):
                yield str(number), _named(names, values)
        if quotes % 2 and any("\n" in value for value in values):
            yield str(number), "a quotation mark in it is not closed: all that follows is in it."

    try:
        yield from _mapped(rows(), asked)
    except csv.Error as error:
        raise UnreadableInput(asked.name, f"this table is damaged ({error}).") from None


def parquet_parts(stream: BinaryIO, asked: Asked) -> Iterator[Part]:
    """Parquet, some rows at a time."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UnreadableInput(
            asked.name, "Parquet needs pyarrow; install it with: pip install 'sayso[parquet]'."
        ) from None

    def rows() -> Iterator[tuple[str, Row]]:
        number = 0
        with pyarrow.parquet.ParquetFile(stream) as file:
            for batch in file.iter_batches(batch_size=64):
                for row in batch.to_pylist():
                    number += 1
                    yield str(number), row

    try:
        yield from _mapped(rows(), asked)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        words = (str(error).splitlines() or [type(error).__name__])[0][:80]
        raise UnreadableInput(asked.name, f"this Parquet table is damaged ({words}).") from None


def _named(names: list[str], values: list[str]) -> Row:
    """A row by the names of the columns; cells that no column names are kept under ``MORE``."""
    sound_values = [_STRAY.sub(_western, value) for value in values]
    row: Row = dict(zip(names, sound_values, strict=False))
    if sound_values != values:
        row[STRAY], values = True, sound_values
    if more := [value for value in values[len(names) :] if value.strip()]:
        row[MORE] = more
    return row


def _western(stray: re.Match[str]) -> str:
    return stray[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def _text_lines(stream: BinaryIO, encoding: str, asked: Asked) -> Iterator[str]:
    largest = asked.settings.largest_input
    mark = "\ufeff"
    errors = "surrogateescape" if encoding == "utf-8" else "replace"
    reader = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="")
    try:
        while line := reader.readline(largest):
            if "\0" in line or len(line) >= largest:
                raise UnreadableInput(asked.name, "it holds lines that are no table.")
            yield line.lstrip(mark)
            mark = "\0"
    finally:
        reader.detach()


def _lines(stream: BinaryIO, asked: Asked) -> Iterator[tuple[str, Row | str]]:
    number = 0
    largest = asked.settings.largest_input
    while line := stream.readline(largest + 1):
        number += 1
        if len(line) > largest:
            yield str(number), "this line is too long."
            return
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield str(number), f"this line is no JSON ({str(error)[:60]})."
            continue
        yield str(number), row if isinstance(row, dict) else "this line holds no object."


def _listed(data: Any, asked: Asked) -> list[Any]:
    for _ in range(4):
        if isinstance(data, list):
            return data
        if not isinstance(data, dict):
            break
        name = next((n for n in LISTS if isinstance(data.get(n), list | dict)), None)
        if name is None and len(data) > 1 and all(isinstance(v, dict) for v in data.values()):
            return list(data.values())  # objects by their numbers
        texts = (_text(_at(data, column)) for column in _columns(asked)["text"])
        if name is None or any(texts):
            return [data]
        data = data[name]
    if isinstance(data, list):
        return data
    raise UnreadableInput(asked.name, "its JSON holds no objects; give a list of them.")


def _mapped(rows: Iterable[tuple[str, Row | str]], asked: Asked) -> Iterator[Part]:
    """Each row as a part; a row that is a sentence says why it is none."""
    columns = _columns(asked)
    seen, read = 0, 0
    keys: list[str] = []
    mapped = {name: field for field, name in asked.settings.columns if field != "text"}
    # Whether rows lack a text or the table lacks a known field, the first that has one tells.
    without: list[Part] = []
    for name, row in rows:
        seen += 1
        if isinstance(row, str):
            yield Part(name=name, failure=row)
            if seen == 20 and not read:
                break
            continue
        keys = keys or list(islice(_keys(row), 16))
        mapped = {name: field for name, field in mapped.items() if _at(row, name) is None}
        text = next(filter(None, (_text(_at(row, name)) for name in columns["text"])), "")
        if not text.strip():
            without.append(Part(name=name, failure="this row has no text.", failed_as="empty"))
            if not read and seen >= 20:
                break
        else:
            read += 1
        if read:
            yield from without
            without.clear()
        if not text.strip():
            continue
        yield Part(
            name=name,
            text=text,
            media_type="application/json",
            details=sound(_details(row, columns)),
            notes=tuple(_notes(row, text)),
            original=_record(row),
        )
    if not seen:
        raise EmptyInput(asked.name, "there is no row in this table.")
    if read and mapped:
        names = ", ".join(f"“{name}” ({field})" for name, field in mapped.items())
        yield Part(failure=f"no row has what --map names: {names}; there are: {', '.join(keys)}.")
    if not read:
        raise UnreadableInput(
            asked.name,
            f"no field of its first rows holds a text (there are: {', '.join(keys) or 'none'}); "
            "say which with --map text=FIELD.",
        )


def _keys(row: Row, before: str = "") -> Iterator[str]:
    """The names of a row's fields, those of fields in fields with dots, as --map takes them."""
    for key, value in row.items():
        if key != STRAY:
            inner = next((v for v in value if v), None) if isinstance(value, list) else value
            if isinstance(inner, dict) and before.count(".") < 3:
                yield from _keys(inner, f"{before}{key}.")
            else:
                yield f"{before}{key}"


def _record(row: Row) -> bytes:
    shown = {key: value for key, value in row.items() if key != STRAY}
    return json.dumps(shown, ensure_ascii=False, default=str).encode("utf-8", "replace")


def _notes(row: Row, text: str) -> Iterator[Reason]:
    if row.get(STRAY):
        words = "Bytes of this row that are no UTF-8 were read as Windows-1252."
        yield Reason(field="encoding", name="guessed", words=words, weight=0.8)
    if isinstance(more := row.get(MORE), list):
        shown = ", ".join(str(cell) for cell in more)[:200]
        words = f"The row has more cells than the table has columns; not read: “{shown}”."
        yield Reason(field="text", name="cells without a column", words=words, weight=-0.5)
    if damaged := text.count("\ufffd"):
        words = f"{damaged} damaged characters are stored as U+FFFD."
        yield Reason(field="encoding", name="damaged", words=words, weight=-0.5)


def _text(value: Any) -> str:
    if isinstance(value, bytes):  # some writers of Parquet do not say that a column is text
        value = value.decode("utf-8", "replace")
    if isinstance(value, list):
        value = "\n\n".join(filter(None, map(_passage, value)))
    text = value if isinstance(value, str) else ""
    text = text_of(text) if is_html(text) else text
    return text if text.strip() else ""


def _passage(item: Any) -> str:
    """One passage of a text that is a list: words, or an object that holds them."""
    if isinstance(item, dict):
        names = _usual()["text"]
        item = next(filter(None, (_text(_at(item, name)) for name in names)), "")
    return _text(item) if isinstance(item, str | list) else ""


def _details(row: Row, columns: dict[str, tuple[str, ...]]) -> Iterator[Detail]:
    for field, names in columns.items():
        if field == "text":
            continue
        for name in names:
            value = _at(row, name)
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict):
                    one = (
                        one.get("name") or one.get("rendered") or one.get("title") or one.get("url")
                    )
                if isinstance(one, date):  # and moments, which are dates too
                    one = one.isoformat()
                if isinstance(one, str) and field == "title":
                    one = html.unescape(one)
                if isinstance(one, str | int | float) and str(one).strip():
                    yield Detail(cast(Field, field), _moment(field, one), f"the field “{name}”")
            if value:
                break


def _moment(field: str, value: str | int | float) -> str:
    """Times as numbers are seconds or milliseconds since 1970."""
    if field in ("published", "modified") and str(value).replace(".", "", 1).isdigit():
        number = float(value)
        if number > 1e8:
            try:
                moment = datetime.fromtimestamp(number / (1000 if number > 1e11 else 1), UTC)
            except (ValueError, OverflowError, OSError):
                return str(value)
            return moment.isoformat(timespec="seconds")
    return str(value)


def _at(row: Any, name: str) -> Any:
    """A field by its name, without case; dots lead into fields of fields, and lists of them."""
    if isinstance(row, list):
        return [found for one in row if (found := _at(one, name)) is not None] or None
    if not isinstance(row, dict):
        return None
    if name in row:
        return row[name]
    for key in row:
        if isinstance(key, str) and key.casefold() == name.casefold():
            return row[key]
    first, dot, rest = name.partition(".")
    return _at(row.get(first), rest) if dot else None


def _columns(asked: Asked) -> dict[str, tuple[str, ...]]:
    given = dict(asked.settings.columns)
    return {f: (given[f],) if f in given else names for f, names in _usual().items()}


@cache
def usual_names() -> frozenset[str]:
    """Every usual name of a field, in small letters."""
    return frozenset(name.casefold() for names in _usual().values() for name in names)


@cache
def _usual() -> dict[str, tuple[str, ...]]:
    return {field: tuple(names.split()) for field, names in table("columns")}
