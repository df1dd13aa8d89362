"""Two claims that an editor told apart, so that nobody is asked again whether they are the same."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim
from newsroom.guards import NamesOneThatStands, NeverTruncate
from newsroom.history import on_record


class NotSameQuerySet(models.QuerySet["NotSame"]):
    """Pairs, by the questions asked of them."""

    def of(self, claim: Claim) -> "NotSameQuerySet":
        """Give the pairs that ``claim`` is one of."""
        return self.filter(Q(one=claim) | Q(other=claim))


@on_record()
class NotSame(models.Model):
    """A pair of claims that are not the same, however alike they read. The one with the lower id is ``one``."""

    one = models.ForeignKey(
        Claim, verbose_name=_("one claim"), on_delete=models.CASCADE, related_name="+", db_index=False
    )  # the unique constraint's index serves the way from it
    other = models.ForeignKey(Claim, verbose_name=_("other claim"), on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField(_("told apart"), default=timezone.now, editable=False)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("told apart by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = NotSameQuerySet.as_manager()

    class Meta:
        verbose_name = _("pair of claims that are not the same")
        verbose_name_plural = _("claims that are not the same")
        constraints = [
            models.CheckConstraint(
                name="pair_begins_with_the_lower_id",
                condition=Q(one__lt=F("other")),
                violation_error_message=_("A pair is two claims, the one with the lower id first."),
            ),
            models.UniqueConstraint(
                name="pair_is_told_apart_once",
                fields=["one", "other"],
                violation_error_message=_("These two are marked as not the same already."),
            ),
        ]
        triggers = [NamesOneThatStands("one"), NamesOneThatStands("other"), NeverTruncate()]

    def __str__(self) -> str:
        return str(_("“%(one)s” is not “%(other)s”") % {"one": self.one, "other": self.other})
