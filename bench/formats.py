"""A table of the formats: files tried, characters kept, metadata found, law 1.

    python bench/formats.py

Every file is made by `bench/shapes` (a few by a real browser). "Characters kept": of the sentences
that each file holds; law 1: every span of every claim lies inside the stored text of its report.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.shapes import Shape, all_shapes
from sayso.collect import Metadata
from sayso.collect.part import Asked
from sayso.collect.unpack import reports
from sayso.pipeline import read_report
from sayso.records import Report, all_spans
from sayso.settings import Settings


@dataclass
class Row:
    """Sums over the files of one format."""

    files: int = 0
    reports: int = 0
    kept: int = 0
    characters: int = 0
    found: int = 0
    metadata: int = 0
    claims: int = 0
    spans: int = 0
    outside: int = 0

    def add(self, shape: Shape) -> None:
        """Count one file."""
        asked = Asked(name=shape.file, path=shape.file, settings=Settings(columns=shape.columns))
        items = reports(asked, Metadata(), shape.data)
        read = [item for item in items if isinstance(item, Report)]
        self.files += 1
        self.reports += len(read)
        for number, sentences in enumerate(shape.texts):
            text = read[number].text if number < len(read) else ""
            self.characters += sum(map(len, sentences))
            self.kept += sum(len(s) for s in sentences if s in text)
        for name, value in shape.metadata.items():
            self.metadata += 1
            self.found += bool(read) and getattr(read[0], name) == value
        for report in read:
            for claim in read_report(report):
                self.claims += 1
                for span in all_spans(claim):
                    self.spans += 1
                    self.outside += not 0 <= span.start <= span.end <= len(report.text)


def main() -> int:
    rows: dict[str, Row] = defaultdict(Row)
    for shape in all_shapes():
        rows[shape.format].add(shape)
    print("| format | files | reports | characters kept | metadata found | claims | law 1 |")
    print("|---|---|---|---|---|---|---|")
    for name, row in rows.items():
        kept = f"{row.kept / row.characters:.1%}" if row.characters else "-"
        law = f"{row.spans - row.outside} of {row.spans} spans"
        print(f"| {name} | {row.files} | {row.reports} | {kept} | {row.found} of {row.metadata} "
              f"| {row.claims} | {law} |")  # fmt: skip
    return int(any(row.outside or row.kept < row.characters for row in rows.values()))


if __name__ == "__main__":
    raise SystemExit(main())
