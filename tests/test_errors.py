from __future__ import annotations

import pickle

import pytest

from sayso.collect import LeftOut
from sayso.errors import EmptyInput, InputError, MissingInput, OversizedInput, UnreadableInput


@pytest.mark.parametrize(
    "kind", [InputError, EmptyInput, LeftOut, MissingInput, OversizedInput, UnreadableInput]
)
def test_an_error_survives_the_way_to_another_process(kind: type[InputError]) -> None:
    error = pickle.loads(pickle.dumps(kind("a.txt", "it is empty.")))
    assert (type(error), error.path, error.reason) == (kind, "a.txt", "it is empty.")
    assert str(error) == "a.txt: it is empty."
