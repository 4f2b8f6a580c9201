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


def test_a_post_with_its_author_s_account_under_it() -> None:
    text = "The ferry sails on Friday. Nobody asked me! https://t.example/a\n\n"
    text += "— Ada Voss (@adavoss) May 4, 2031\n\nHer office said no more."
    assert pairs(text) == [("Ada Voss", "The ferry sails on Friday. Nobody asked me!")]
    text = text.replace("https://t.example/a", "pic.twitter.com/aBc")
    assert pairs(text) == [("Ada Voss", "The ferry sails on Friday. Nobody asked me!")]
    assert pairs(text.replace("\n\n—", " —"))[0][1] == "The ferry sails on Friday. Nobody asked me!"


def test_a_line_with_an_account_whose_post_is_lost() -> None:
    author = "\n— Ada Voss (@adavoss) May 4, 2031"
    assert (
        pairs(f"On Monday this came from the town hall:{author}") == []
    )  # the report announces it
    assert (
        pairs(f"The council waited for Mrs Voss all day.{author}") == []
    )  # the report tells of her
    assert pairs(f"2/2{author}") == []
    assert pairs(f"{'The sun shone on the harbour. ' * 30}{author}") == []
