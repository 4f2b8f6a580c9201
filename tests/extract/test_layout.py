from sayso.extract.layout import shown
from sayso.extract.quotes import quotations
from sayso.extract.segment import paragraphs


def pairs(text: str) -> list[tuple[str, str]]:
    blocks = paragraphs(text)
    found = shown(text, blocks, quotations(text, blocks))
    return [(s.source.of(text), " | ".join(c.of(text) for c in s.content)) for s in found]


def test_a_transcript() -> None:
    text = "Q: Why now?\nMR. OAKES: I object. Strongly."
    assert pairs(text) == [("Q", "Why now?"), ("MR. OAKES", "I object. Strongly.")]


def test_a_transcript_inside_marks() -> None:
    text = '"OAKES: I object.\n"LIND: To what?'
    assert pairs(text) == [("OAKES", "I object."), ("LIND", "To what?")]


def test_a_turn_of_several_paragraphs() -> None:
    text = "OAKES: I object.\nWe were never asked.\n(Applause.)\n….\nIt is late."
    text += "\nLIND: To what?\nThe end."
    assert pairs(text + "\nOAKES: All.\nLIND: So be it.") == [
        ("OAKES", "I object. | We were never asked. | It is late."),
        ("LIND", "To what? | The end."),
        ("OAKES", "All."),
        ("LIND", "So be it."),
    ]


def test_what_follows_the_last_turn_is_the_report_again() -> None:
    text = "OAKES: I object.\nLIND: To what?\nThe hearing ended at noon."
    assert pairs(text)[-1] == ("LIND", "To what?")


def test_a_report_between_two_turns_belongs_to_neither() -> None:
    start, end = "OAKES: I object.\nLIND: To what?", "LIND: It is over."
    for between in (
        "Oakes left the room.",
        "A clerk said “no”.",
        "\n".join(["The sun shone."] * 7),
    ):
        assert pairs(f"{start}\n{between}\n{end}")[1] == ("LIND", "To what?")


def test_one_label_is_no_transcript() -> None:
    assert pairs("RELATED: Ten more stories.\nThe town slept.") == []
    assert pairs("Ruiz: I object.\nThe town slept.") == []


def test_a_credit_after_a_dash() -> None:
    assert pairs("“No more walls here.” ― Ana Ruiz") == [("Ana Ruiz", "“No more walls here.”")]
    assert pairs('"No more walls here." -- Ana Ruiz, mason') == [
        ("Ana Ruiz, mason", '"No more walls here."')
    ]


def test_a_credit_on_a_line_of_its_own() -> None:
    text = "“No more walls here.”\n— Ana Ruiz\nThe town slept."
    assert pairs(text) == [("Ana Ruiz", "“No more walls here.”")]


def test_a_dash_that_goes_on_is_no_credit() -> None:
    assert pairs("“No more walls here” — Ana said it often and loudly.") == []
