"""Turn annotated sets into folders of text files that `sayso read` takes.

    python bench/convert.py helsinki ../shared/gold/helsinki_wirecopy OUT --limit 100
    python bench/convert.py re3d ../shared/gold/re3d OUT
    python bench/convert.py polnear ../shared/gold/polnear/dev OUT

Each document becomes one file: a header block (Outlet, Published, URL, Title as the set has them),
an empty line, and its text.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path

Document = tuple[str, dict[str, str], str]
"""A file name without suffix, its header, its text."""


def helsinki(folder: Path) -> Iterator[Document]:
    """One day's articles from a CSV table; paragraphs are parted by " ### "."""
    csv.field_size_limit(10**8)
    with (folder / "helsinki_articles.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            paragraphs = row["text"].split(" ### ")
            header = {
                "Title": paragraphs[0],
                "Outlet": row["publisher"],
                "Published": row["scrape_time"],
            }
            yield f"{int(row['id']):06}", header, "\n\n".join(paragraphs)


def re3d(folder: Path) -> Iterator[Document]:
    """Documents of several bodies, one JSON object a line in a folder for each body."""
    for table in sorted(folder.glob("*/documents.json")):
        for line in table.read_text("utf-8-sig").splitlines():
            if line.strip():
                row = json.loads(line)
                header = {
                    "Title": row.get("title") or "",
                    "Outlet": row.get("sourceName") or table.parent.name,
                    "Published": (row.get("publishedDate") or row.get("documentDate") or "")[:10],
                    "URL": row.get("sourceUrl") or "",
                }
                yield row["_id"], header, row["text"]


def polnear(folder: Path) -> Iterator[Document]:
    """Articles as plain texts, with a table of their outlets, dates and titles above the folder."""
    with (folder.parent / "metadata.tsv").open(encoding="utf-8", newline="") as stream:
        known = {row["filename"]: row for row in csv.DictReader(stream, delimiter="\t")}
    for path in sorted((folder / "text").glob("*.txt")):
        row = known.get(path.stem, {})
        header = {
            "Title": row.get("title") or "",
            "Outlet": row.get("publisher") or "",
            "Published": (row.get("publication_date") or "")[:10],
        }
        yield path.stem, header, path.read_text("utf-8")


SETS: dict[str, Callable[[Path], Iterator[Document]]] = {
    "helsinki": helsinki,
    "polnear": polnear,
    "re3d": re3d,
}


def convert(documents: Iterator[Document], out: Path, limit: int | None = None) -> int:
    """Write the documents; returns how many."""
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, header, text in documents:
        if count == limit:
            break
        lines = [f"{key}: {' '.join(value.split())}\n" for key, value in header.items() if value]
        (out / f"{name}.txt").write_text("".join(lines) + "\n" + text + "\n", "utf-8")
        count += 1
    return count


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("set", choices=sorted(SETS))
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--limit", type=int, help="only the first so many documents")
    options = parser.parse_args()
    print(convert(SETS[options.set](options.folder), options.out, options.limit), "documents")
