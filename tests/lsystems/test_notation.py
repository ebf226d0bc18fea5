import pytest
from hypothesis import given, settings

from core.lsystems.grammar import Module
from core.lsystems.notation import parse
from core.lsystems.presets import PRESETS
from core.sentence import InputError
from tests.lsystems.strategies import systems


@settings(max_examples=40, deadline=None)
@given(systems())
def test_what_is_printed_reads_back_as_the_same_system(system):
    assert parse(str(system)) == system


@pytest.mark.parametrize("name", PRESETS)
def test_the_presets_read_back_as_well(name):
    assert parse(str(PRESETS[name].system)) == PRESETS[name].system


def test_the_books_own_typesetting_is_read():
    book = "ω : F1F1\np1 : 0 < 0 > 1 → 1[−F1F1] /* a branch */\n\u2217 < + > * → −\np_2 : F →(.5) ε"
    plain = "axiom: F1F1; 0 < 0 > 1 -> 1[-F1F1]; + -> -; F ->(0.5) ε"
    assert parse(book) == parse(plain)


@pytest.mark.parametrize(
    ("typeset", "plain"),
    [
        ("\ufeffaxiom: F\nF -> FF", "axiom: F\nF -> FF"),
        ("axiom:\u00a0F\nF\u00a0->\u3000FF", "axiom: F\nF -> FF"),
        ("axiom: A(1)\nA(x) : x ≤ 3 ⟶ A(x+1)", "axiom: A(1)\nA(x) : x <= 3 -> A(x+1)"),
        ("A(x) : x ≥ 3 ↦ A(x)", "A(x) : x >= 3 -> A(x)"),
        ("axiom\uff1aF\nF → F\uff3b\uff0bF\uff3dF\u2013F", "axiom: F\nF -> F[+F]F-F"),
    ],
)
def test_typeset_characters_mean_what_they_look_like(typeset, plain):
    typeset = typeset.replace("A(x) : x ≥", "axiom: A(1)\nA(x) : x ≥")
    plain = plain.replace("A(x) : x >=", "axiom: A(1)\nA(x) : x >=")
    assert parse(typeset) == parse(plain)


def test_a_rule_with_an_equals_sign_starts_from_its_own_predecessor():
    system = parse("F = F[+F]F[-F]F")
    assert system.axiom == (Module("F"),)
    assert str(system) == "axiom: F\nF -> F[+F]F[-F]F"


@pytest.mark.parametrize(
    ("text", "line", "column", "expected"),
    [
        ("F -> F[+F", 1, 7, "“]” after it"),
        ("F -> F\nA -> F]", 2, 7, "“[” before it"),
        ("F -> F\nA(x : -> B", 2, 5, "“)” or “,”"),
        ("F(x) -> F(y)", 1, 11, "x"),
        ("F -> F(1+)", 1, 10, "a number"),
        ("F -> F(", 1, 8, "a number"),
        ("[ -> F", 1, 1, "a symbol other than"),
        ("F[ < F -> F", 1, 2, "no bracket"),
        ("A(x) : x = 1 = F", 1, 17, "“->”"),
        ("F ->(1) F; F -> G", 1, 12, "a weight for every rule"),
        ("axiom: F; axiom: G", 1, 11, "one axiom"),
        ("F(x,x) -> F", 1, 5, "a name not used before"),
        ("F(x) -> F", 1, 1, "an axiom that gives F(x) values"),
        ("#define a b", 1, 11, "a number"),
        ("axiom: F(1e999)", 1, 10, "a smaller number"),
        ("", 1, 1, "a symbol"),
    ],
)
def test_an_error_names_line_column_and_what_was_expected(text, line, column, expected):
    with pytest.raises(InputError) as caught:
        parse(text)
    message = str(caught.value)
    assert message.startswith(f"Line {line}, column {column}: expected ")
    assert expected in message.split(", found ")[0]


@pytest.mark.parametrize("text", ["A -> F(1" + "+1" * 200 + ")", "A -> F(" + "-" * 5000 + "1)"])
def test_an_endless_expression_is_refused(text):
    with pytest.raises(InputError):
        parse(text)


def test_an_endless_text_is_refused():
    with pytest.raises(InputError, match="at most 20000"):
        parse("F -> " + "F" * 20_000)
