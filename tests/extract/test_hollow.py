import pytest

from sayso.extract.hollow import says_something


@pytest.mark.parametrize("content", ["the", "that", "calls", "so", "“That”", "it was", "…", ""])
def test_nothing_is_said(content: str) -> None:
    assert not says_something(content)


@pytest.mark.parametrize(
    "content",
    [
        "forgiveness",
        "“No.”",
        "it rained",
        "calls for calm",
        "12",
        "that he left",
        "“It’s me.”",
        "he would not answer questions",
    ],
)
def test_something_is_said(content: str) -> None:
    assert says_something(content)
