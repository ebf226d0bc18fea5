"""Reading L-systems from text, in the notation of ABOP; a line or `;` ends each statement."""

from functools import cache
from typing import Any

from lark import Lark, Token, UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from lark.exceptions import VisitError

from core.lsystems.grammar import LSystem
from core.lsystems.reader import Mistake, Reader
from core.sentence import InputError

LONGEST = 20_000  # characters of a text
TYPESET: dict[int, Any] = dict(str.maketrans("−∧’\u2018\u2217\ufeff", "-^''* "))  # as in the book
TYPESET |= {0x27F6: "→", 0x21A6: "→", 0x21D2: "→"}
TYPESET |= {0x2264: "<=", 0x2265: ">=", 0x2260: "!="}
TYPESET |= {code: "-" for code in (0x2010, 0x2011, 0x2012, 0x2013, 0xFE63)}
TYPESET |= {code: " " for code in (0xA0, 0x2009, 0x202F, 0x3000)}
TYPESET |= {0xFF01 + code: chr(0x21 + code) for code in range(94)}  # full width
GRAMMAR = r"""
start: _END? statement (_END statement)* _END?
?statement: "#define" NAME argument                              -> define
    | "#ignore" ":"? SYMBOL*                                     -> ignore
    | AXIOM module*                                              -> axiom
    | [LABEL] sides [":" condition] ARROW weight successor       -> rule
    | [LABEL] sides EQUAL weight successor                       -> short_rule
sides: context LESS formal MORE context | context LESS formal | formal MORE context | formal
context: ANY | formal+
formal: SYMBOL ["(" NAME ("," NAME)* ")"]
condition: ANY | argument
weight: ["(" argument ")"]
successor: EMPTY | module*
module: SYMBOL ["(" argument ("," argument)* ")"]

argument: expression
?expression: conjunction | expression OR conjunction             -> operation
?conjunction: comparison | conjunction AND comparison            -> operation
?comparison: sum | comparison (LESS | MORE | COMPARE | EQUAL) sum -> operation
?sum: product | sum (PLUS | MINUS) product                       -> operation
?product: signed | product (ANY | DIVIDE) signed                 -> operation
?signed: power | (MINUS | NOT) signed                            -> signed
?power: atom | atom POWER exponent                               -> operation
?exponent: power | (MINUS | NOT) exponent                        -> signed
?atom: NUMBER -> number | NAME -> name | "(" expression ")"

AXIOM.3: /(axiom|ω)\s*[:=]/
LABEL.3: /p_?\d+\s*:/
ARROW.2: /--?>|→/
COMPARE.2: /<=|>=|!=/
EQUAL: /==?/
LESS: "<"
MORE: ">"
ANY: "*"
PLUS: "+"
MINUS: "-"
DIVIDE: "/"
POWER: "^"
NOT: "!"
OR: /\|\|?/
AND: /&&?/
EMPTY: "ε"
SYMBOL: /[^\s()<>,:;=#*→ε_"](_[A-Za-z0-9])?/
NAME: /[^\W\d_]\w*/
NUMBER: /(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?/
_END: /\s*[\n;][\s;]*/
%ignore /[ \t\r\f]+/
%ignore /\/\*(.|\n)*?\*\//
"""
SPOKEN = {  # terminal: how a person calls it; those left out follow from others
    "SYMBOL": "a symbol", "NAME": "a name", "NUMBER": "a number", "LPAR": "“(”", "RPAR": "“)”",
    "COMMA": "“,”", "COLON": "“:”", "ARROW": "“->”", "LESS": "“<”", "AXIOM": "“axiom:”",
    "PLUS": "an operator",
}  # fmt: skip


def parse(text: str) -> LSystem:
    """Read an L-system; without an axiom, the first rule's predecessor is it.

    Raises:
        InputError: The text is no L-system; it names line, column and what was expected.
    """
    if len(text) > LONGEST:
        raise InputError(
            "The rules have {length} characters; at most {limit} are allowed.",
            length=len(text),
            limit=LONGEST,
        )
    try:
        return Reader().transform(_parser().parse(text.translate(TYPESET)))
    except UnexpectedInput as error:
        raise _explain(error, text) from None
    except VisitError as error:
        if isinstance(error.orig_exc, Mistake):
            raise _mistake(error.orig_exc) from None
        raise error.orig_exc from None
    except RecursionError:
        raise InputError("The rules cannot be read: brackets are nested too deeply.") from None


@cache
def _parser() -> Lark:
    return Lark(GRAMMAR, parser="lalr", propagate_positions=True)


def _explain(error: UnexpectedInput, text: str) -> InputError:
    """Say what was expected where the parser stopped."""
    names: Any = ()
    found = "the end"
    if isinstance(error, UnexpectedCharacters):
        names, found = error.allowed, f"“{error.char}”"
    elif isinstance(error, UnexpectedToken):
        names = error.accepts or error.expected
        found = _spoken_token(error.token)
    lines = text.split("\n")
    line, column = error.line, error.column
    if found == "the end":
        line, column = len(lines), len(lines[-1]) + 1
    expected = [spoken for name, spoken in SPOKEN.items() if name in (names or ())]
    return _mistake(Mistake((line, column), " or ".join(expected), found))


def _spoken_token(token: Token) -> str:
    return {"$END": "the end", "_END": "a new line"}.get(token.type, f"“{token}”")


def _mistake(mistake: Mistake) -> InputError:
    return InputError(
        "Line {line}, column {column}: expected {expected}, found {found}.",
        line=mistake.line,
        column=mistake.column,
        expected=mistake.expected,
        found=mistake.found,
    )
