"""Which runs of words the written examples share with given texts: none should be telling.

    python -m training.echo FILE... [--words 5] [--examples 20000]

A text that is used for measuring must not be echoed by what the network learns from.
"""

from __future__ import annotations

import argparse
import random
import re
from pathlib import Path

from training import augment

WORD = re.compile(r"\w+(?:[’'.-]\w+)*")


def runs(text: str, size: int) -> set[str]:
    """All runs of ``size`` words, in lower case: ``"A b c", 2 -> {"a b", "b c"}``."""
    words = [word.lower() for word in WORD.findall(text)]
    return {" ".join(words[k : k + size]) for k in range(len(words) - size + 1)}


def main() -> None:
    """Read the arguments and print the shared runs, with the file that has them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--words", type=int, default=5)
    parser.add_argument("--examples", type=int, default=20_000)
    options = parser.parse_args()
    ours: set[str] = set()
    for document in augment.examples(options.examples, random.Random(1)):
        ours |= runs(document.text, options.words)
    for path in options.files:
        shared = sorted(ours & runs(path.read_text("utf-8", errors="replace"), options.words))
        print(f"{path.name}: {len(shared)} shared runs of {options.words} words")
        for run in shared:
            print(f"  {run}")


if __name__ == "__main__":
    main()
