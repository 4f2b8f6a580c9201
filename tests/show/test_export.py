"""The export contract: its keys, its bytes, its formats."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import UsageError
from sayso.keep import Store
from sayso.records import Claim, Report
from sayso.show import export
from tests.keep.test_store import claim_in, unique
from tests.strategies import kept, report_of

KEYS = [
    "id", "document", "content", "source", "cue", "quote", "speaker", "chain", "channel", "said",
    "about", "act", "certainty", "polarity", "stage", "hearsay", "figures", "places", "nested_in",
    "checked", "corrected",
    "proposition", "confidence", "made_by",
]  # fmt: skip

ledgers = st.lists(kept(), min_size=1, max_size=3).map(unique)


def exported(items: list[tuple[Report, tuple[Claim, ...]]], what: str, form: str) -> bytes:
    out = io.BytesIO()
    with Store() as store:
        for report, claims in items:
            store.add(report, claims, "v1")
        export.write(export.rows(store, what), form, out)
    return out.getvalue()


@given(ledgers)
def test_a_claim_record_has_the_keys_of_the_contract_and_true_spans(
    items: list[tuple[Report, tuple[Claim, ...]]],
) -> None:
    texts = {report.id: report.text for report, _ in items}
    lines = exported(items, "claims", "jsonl").decode().split("\n")[:-1]
    assert len(lines) == sum(len(claims) for _, claims in items)
    for line in lines:
        record: dict[str, Any] = json.loads(line)
        assert list(record) == KEYS
        text = texts[record["document"]["id"]]
        for role in ("content", "source", "cue"):
            pieces = [text[start:end] for start, end in record[role]["spans"]]
            assert record[role]["text"] == " ".join(pieces)


@given(ledgers, st.sampled_from(["claims", "reports", "gaps"]), st.sampled_from(["jsonl", "csv"]))
def test_the_same_reports_give_the_same_bytes_in_any_order(
    items: list[tuple[Report, tuple[Claim, ...]]], what: str, form: str
) -> None:
    assert exported(items, what, form) == exported(items[::-1], what, form)


@given(ledgers)
def test_csv_holds_what_jsonl_holds(
    items: list[tuple[Report, tuple[Claim, ...]]],
) -> None:
    records = [
        json.loads(line) for line in exported(items, "claims", "jsonl").decode().split("\n")[:-1]
    ]
    table = exported(items, "claims", "csv").decode()
    rows = list(csv.DictReader(io.StringIO(table, newline="")))
    assert [row["id"] for row in rows] == [record["id"] for record in records]
    assert [row["content.text"] for row in rows] == [r["content"]["text"] for r in records]


def test_parquet_holds_what_jsonl_holds() -> None:
    report = report_of("They counted 300 boats.", outlet="The Lamp")
    items: list[tuple[Report, tuple[Claim, ...]]] = [(report, (claim_in(report),))]
    line = json.loads(exported(items, "claims", "jsonl"))
    (row,) = pq.read_table(io.BytesIO(exported(items, "claims", "parquet"))).to_pylist()
    assert row["content.text"] == line["content"]["text"] == "They"
    assert row["document.outlet"] == "The Lamp"
    assert json.loads(row["content.spans"]) == line["content"]["spans"]


def test_an_unknown_kind_or_format_is_one_sentence() -> None:
    with Store() as store:
        with pytest.raises(UsageError, match="choose one of"):
            export.rows(store, "opinions")
        with pytest.raises(UsageError, match="choose one of"):
            export.write([], "docx", io.BytesIO())
