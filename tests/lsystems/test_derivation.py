import pytest

from core.lsystems.derivation import pieces, tree
from core.lsystems.notation import parse
from core.lsystems.rewrite import derive
from core.sentence import InputError


def leaves(node):
    return [node.text] if not node.children else [t for c in node.children for t in leaves(c)]


def test_each_module_shows_what_it_became():
    before, step = derive(parse("axiom: AbC; A -> Ab; C -> ε"), 1)
    found = [(p.source, p.result, p.is_rewritten) for p in pieces(before.modules, step)]
    assert found == [("A", "Ab", True), ("b", "b", False), ("C", "", True)]


def test_the_pieces_of_a_parametric_string_join_to_the_next():
    rules = "axiom: A(1)F(2); A(x) : x < 3 -> F(x)[+A(x*2)]A(x+1)"
    first, second, third = derive(parse(rules), 2)
    assert "".join(p.result for p in pieces(first.modules, second)) == second.modules.text()
    assert "".join(p.source for p in pieces(second.modules, third)) == second.modules.text()


@pytest.mark.parametrize(("most", "count"), [(0, 0), (4, 0), (5, 1), (10, 2), (99, 5)])
def test_pieces_stop_before_the_one_that_would_be_cut(most, count):
    *_, before, step = derive(parse("axiom: FFFFF; F -> F[+F]"), 1)
    assert [piece.result for piece in pieces(before.modules, step, most)] == ["F[+F]"] * count


def test_the_leaves_of_the_tree_are_the_string():
    system = parse("axiom: ba; a -> ab; b -> a")
    (*_, last) = derive(system, 4)
    trees = tree(system, 4)
    assert [node.text for node in trees] == ["b", "a"]
    assert "".join(text for node in trees for text in leaves(node)) == last.modules.text()


def test_parents_and_marks_fit_the_string():
    *_, last = derive(parse("F ->(1) F+F; F ->(1) FF"), 3, seed=4)
    assert len(last.parents) == len(last.rewritten) == len(last.modules)
    assert (last.rewritten == last.rewritten[last.parents.argsort(kind="stable")]).all()


def test_a_tree_too_large_to_read_is_refused():
    with pytest.raises(InputError, match="lower order"):
        tree(parse("F -> FFFF"), 6)
