"""How long something takes, in a way that neither other programs nor the measuring of coverage change much."""

import gc
import sys
import time

MOST = 3  # how many times longer a tenth may take, at most, in something ten times as long: ten were quadratic


def seconds(do, *given, runs=2):
    """The least time of the processor that ``do(*given)`` takes, of ``runs``."""
    return min(_once(do, *given) for _ in range(runs))


def grows_with_length(do, smaller, larger, times=10):
    """Whether ``do(larger)`` takes about ``times`` as long as ``do(smaller)``, and by far not the square of that."""
    do(smaller)  # what is made once only
    return seconds(do, larger) / seconds(do, smaller, runs=5) < times * MOST


def _once(do, *given):
    tracing = sys.gettrace()
    gc.collect()
    sys.settrace(None)  # what follows each line costs more than the line
    try:
        start = time.process_time()
        do(*given)
        return time.process_time() - start
    finally:
        sys.settrace(tracing)
