"""How fast extraction is beside the full spaCy pipeline, and how much memory it takes: each in a process of its own.

``python -m claims.scoring.speed ours|pipeline FOLDER`` measures one of the two and prints it as JSON.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from time import process_time

from articles.reading import read_file
from claims.extraction import SpacyParser, extract_all
from claims.extraction.parsing import installed_model
from claims.extraction.sentences import tokens_of
from claims.scoring.corpus import articles_in

ROUNDS = 3  # at least
LONG_ENOUGH = 6  # seconds of a processor
_ROOT = Path(__file__).parents[2]
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"), "1"
)


@dataclass(frozen=True, slots=True)
class Pace:
    """Words a second (words between spaces, seconds of one processor), and the most memory held, in megabytes.

    On Linux a process counts at least what the one that started it held.
    """

    words_per_second: int
    peak_memory: int


@dataclass(frozen=True, slots=True)
class Speed:
    """The pace of extraction with the parser, and of the full pipeline over the same texts."""

    ours: Pace
    pipeline: Pace

    @property
    def ratio(self) -> float:
        """How many times as many words a second extraction reads."""
        return round(self.ours.words_per_second / self.pipeline.words_per_second, 1)

    def as_data(self) -> dict[str, object]:
        """Return the figures as plain values."""
        return {"ours": asdict(self.ours), "pipeline": asdict(self.pipeline), "ratio": self.ratio}


def speed(folder: Path) -> Speed:
    """Measure both over the texts of a corpus, one after the other. Raises CalledProcessError if one fails."""
    return Speed(_in_own_process("ours", folder), _in_own_process("pipeline", folder))


def _in_own_process(what: str, folder: Path) -> Pace:
    command = [sys.executable, "-m", "claims.scoring.speed", what, str(folder.resolve())]
    done = subprocess.run(  # noqa: S603 (our own module)
        command, cwd=_ROOT, env=os.environ | _ONE_THREAD, check=True, stdout=subprocess.PIPE, text=True
    )
    return Pace(**json.loads(done.stdout))


def _pace(work: Callable[[], None], words: int) -> Pace:
    """Do the work a few times and take the fastest: the first meets every word anew, others meet a busy machine."""
    taken: list[float] = []
    while len(taken) < ROUNDS or sum(taken) < LONG_ENOUGH:
        taken.append(_seconds(work))
    best = min(taken)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Pace(round(words / best), most // (1024**2 if sys.platform == "darwin" else 1024))


def _seconds(work: Callable[[], None]) -> float:
    start = process_time()
    work()
    return process_time() - start


def _ours(folder: Path) -> Pace:
    texts = [read_file(article.file, plain=True) for article in articles_in(folder)]
    parser = SpacyParser()
    parser.parse([tokens_of("Loaded.", 0, 7, [])])  # loading is no reading

    def work() -> None:
        for _ in extract_all(((text.text, text.paragraphs) for text in texts), parser):
            pass

    return _pace(work, sum(len(text.text.split()) for text in texts))


def _pipeline(folder: Path) -> Pace:
    import spacy

    texts = [article.text for article in articles_in(folder)]
    pipeline = spacy.load(installed_model())

    def work() -> None:
        for _ in pipeline.pipe(texts):
            pass

    return _pace(work, sum(len(text.split()) for text in texts))


if __name__ == "__main__":
    what, folder = sys.argv[1:]
    sys.stdout.write(json.dumps(asdict({"ours": _ours, "pipeline": _pipeline}[what](Path(folder)))))
