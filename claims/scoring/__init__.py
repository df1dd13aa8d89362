"""Scoring extraction against attributions that people marked: a folder in, figures out; no database and no Django."""

from claims.scoring.bands import Band, Bands
from claims.scoring.corpus import Article, Unusable, articles_in
from claims.scoring.figures import Figures
from claims.scoring.judging import Judgement, judge

__all__ = ["Article", "Band", "Bands", "Figures", "Judgement", "Unusable", "articles_in", "judge"]
