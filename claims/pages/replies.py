"""What was asked about a claim and what came back, each with the part that whoever was asked plays in it."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from claims import public
from claims.models import Claim, Reply


class Part(TextChoices):
    """Whose reply it is."""

    CONCERNED = "concerned", _("Reply of the person concerned")  # the claim is about them
    CLAIMANT = "claimant", _("Reply of who said it")
    OTHER = "other", _("Reply")


@dataclass(frozen=True)
class Asked:
    """One reply, asked for or not, and whose it is."""

    reply: Reply
    part: Part


def replies_on(claim: Claim) -> list[Asked]:
    """Give the replies on a public claim, those of who it is about first. One query; three where there are any."""
    replies = list(public.replies().filter(claim=claim).select_related("actor"))
    if not replies:
        return []
    concerned = set(claim.about.values_list("pk", flat=True))
    claimants = set(public.tellings().filter(claim=claim).order_by().values_list("quote__speaker", flat=True))

    def part(reply: Reply) -> Part:
        if reply.actor_id in concerned:
            return Part.CONCERNED
        return Part.CLAIMANT if reply.actor_id in claimants else Part.OTHER

    asked = [Asked(reply, part(reply)) for reply in replies]
    return sorted(asked, key=lambda one: list(Part).index(one.part))
