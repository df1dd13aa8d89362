"""Whose verb it is, as a tree tells: its own subject, or that of the verb or noun it hangs on.

All positions are token indexes of one sentence, end exclusive.
"""

from claims.extraction.parsing.trees import SUBJECTS, Tree
from claims.extraction.phrases import Phrase
from claims.extraction.sentences import DASHES, Sentence

_SHARES_SUBJECT = frozenset({"conj", "xcomp", "advcl", "dep", "ccomp", "pcomp", "prep"})
_NO_PART = frozenset({"appos", "parataxis"})
_SIGNS = DASHES | {",", "(", ")", ":"}


def top_of(tree: Tree, first: int, last: int) -> int:
    """Return the token of a stretch on which the others in it depend."""
    return next((index for index in range(first, last) if not first <= tree.heads[index] < last), last - 1)


def own_subject(sentence: Sentence, tree: Tree, verb: int) -> Phrase | None:
    """Return the phrase that is the subject of the verb itself; a relative pronoun with what it stands for."""
    subject = next((word for word in tree.children(verb, *SUBJECTS) if sentence[word].run is None), None)
    if subject is None:
        return None
    if tree.relations[verb] == "relcl" and tree.tags[subject] in {"WDT", "WP", "WP$"}:
        head = noun_phrase(sentence, tree, tree.heads[verb], before=subject)
        return Phrase(head.first, subject + 1) if head.last <= subject else head
    return noun_phrase(sentence, tree, subject)


def subject_of(sentence: Sentence, tree: Tree, verb: int) -> Phrase | None:
    """Return the verb's subject, or that of what it hangs on: "Berg came and said", "officials warning that"."""
    for _ in range(6):
        found = own_subject(sentence, tree, verb)
        if found is not None:
            return found
        head = tree.heads[verb]
        if tree.relations[verb] == "acl":
            return noun_phrase(sentence, tree, head, before=verb)
        if head == verb or tree.relations[verb] not in _SHARES_SUBJECT:
            return None
        verb = head
    return None


def noun_phrase(sentence: Sentence, tree: Tree, noun: int, *, before: int | None = None) -> Phrase:
    """Return the phrase around a noun without what follows a comma, or from ``before`` on; lists stay whole."""
    whole = tree.within(noun)
    last = whole.last if before is None else max(min(whole.last, before), noun + 1)
    lists = bool(tree.children(noun, "conj"))
    for at in range(noun + 1, last):
        apart = tree.heads[at] == noun and tree.relations[at] in _NO_PART
        if sentence[at].run is not None or apart or (sentence[at].lower in _SIGNS and not lists):
            last = at
            break
    first = noun
    while first > whole.first and sentence[first - 1].run is None and sentence[first - 1].lower not in _SIGNS:
        first -= 1
    return Phrase(first, last)
