"""Who has which page of the admin open just now: a hint for others, kept for minutes, never on record."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

STILL_THERE = timedelta(minutes=2)  # a page says every half minute that it is open
KEPT = timedelta(hours=1)


@dataclass(frozen=True)
class Visitor:
    """Somebody else who has it open."""

    name: str
    since: datetime


# One statement: sweep, note who is here, and see who else is. A page opened anew after a pause counts from then.
VISIT = """
WITH swept AS (
    DELETE FROM newsroom_presence WHERE seen_at < now() - make_interval(secs => %(kept)s) AND user_id <> %(user)s
), noted AS (
    INSERT INTO newsroom_presence AS here (user_id, model, object_id, since, seen_at)
    VALUES (%(user)s, %(model)s, %(object)s, now(), now())
    ON CONFLICT (model, object_id, user_id) DO UPDATE SET
        since = CASE WHEN here.seen_at < now() - make_interval(secs => %(there)s) THEN now() ELSE here.since END,
        seen_at = now()
)
SELECT coalesce(nullif(trim(concat(u.first_name, ' ', u.last_name)), ''), u.username), p.since
FROM newsroom_presence p JOIN auth_user u ON u.id = p.user_id
WHERE p.model = %(model)s AND p.object_id = %(object)s AND p.user_id <> %(user)s
    AND p.seen_at >= now() - make_interval(secs => %(there)s)
ORDER BY p.since, u.id
"""


def visit(user: int, model: str, key: str) -> list[Visitor]:
    """Note that a user has a thing open, and give who else has. ``model`` as in "claims.Claim". One query."""
    seconds = {"there": STILL_THERE.total_seconds(), "kept": KEPT.total_seconds()}
    with connection.cursor() as cursor:
        cursor.execute(VISIT, {"user": user, "model": model, "object": key, **seconds})
        return [Visitor(*row) for row in cursor.fetchall()]


def leave(user: int, model: str, key: str) -> None:
    """Note that a user closed it. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM newsroom_presence WHERE user_id = %s AND model = %s AND object_id = %s", [user, model, key]
        )
