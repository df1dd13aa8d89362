"""Where the clause goes on in which a reporting one stands, or the speaker goes on to something else.

All positions are token indexes of the sentence, end exclusive.
"""

from claims.extraction import words
from claims.extraction.contents import CLAUSE_STARTS
from claims.extraction.parsing import Tree
from claims.extraction.sentences import DASHES, Sentence

_INSIDE = frozenset({"relcl", "acl", "advcl", "csubj", "pcomp"})


def outer_end(tree: Tree, verb: int, first: int, last: int) -> int:
    """Return where the clause goes on in which the reporting one stands: "Berg, who said it leaks, left"."""
    part, inside = verb, False
    for over in tree.above(verb):
        inside = inside or tree.relations[part] in _INSIDE
        if over > verb:
            end = tree.within(part).last
            return end if inside and first < end <= over < last else last
        part = over
    return last


def before_next_act(tree: Tree, verb: int, first: int, last: int) -> int:
    """Return where the speaker does something else, marks behind that or not: "praised it, but admitted “one leak”"."""
    for joined in tree.children(verb, "conj"):
        signs = [at for at in tree.children(verb, "cc") if first + 1 < at < joined]
        if signs and joined < last and tree.is_finite(joined) and tree.subject(joined) is None:
            return signs[-1]
    return last


def joins_outer(sentence: Sentence, tree: Tree, at: int, verb: int, thing: bool) -> bool:
    """Tell whether "and" or "but" goes on with a clause over the reporting one: "a sign that read “No” and left"."""
    over = tree.heads[at]
    if tree.relations[at] != "cc" or over not in tree.above(verb) or sentence[at].lower not in {"and", "but"}:
        return False
    joined = next((other for other in tree.children(over, "conj") if other > at), None)
    if joined is None or not tree.is_finite(joined) or sentence[at + 1].lower in CLAUSE_STARTS | words.MODALS:
        return False
    subject = tree.subject(joined)
    return tree.is_finite(over) if subject is None else thing and sentence[at - 1].lower in DASHES | {","}
