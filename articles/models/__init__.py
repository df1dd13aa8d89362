"""What was published and who is named in it, as stored."""

from articles.models.actor import Actor, ActorName
from articles.models.article import Article, Byline
from articles.models.revision import Paragraph, Revision, Section

__all__ = ["Actor", "ActorName", "Article", "Byline", "Paragraph", "Revision", "Section"]
