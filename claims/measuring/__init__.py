"""Measuring our screens beside stock ones, on the same rows."""

from claims.measuring.admin import Comparison, compare

__all__ = ["Comparison", "compare"]
