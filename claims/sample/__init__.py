"""Synthetic articles, quotations and claims, shaped like real ones and as many as wanted: to measure with."""

from claims.sample.loading import SampleRefusedError, load

__all__ = ["SampleRefusedError", "load"]
