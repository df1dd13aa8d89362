"""Parsing sentences: which word depends on which. Optional, and never in a web process: loading takes seconds."""

from claims.extraction.parsing.model import SpacyParser, Unavailable, installed_model
from claims.extraction.parsing.trees import Parser, Tree

__all__ = ["Parser", "SpacyParser", "Tree", "Unavailable", "installed_model"]
