"""Makes the triggers deaf to what a database session may set, so that no ordinary user talks them out of a rule.

Two settings would: ``pgtrigger.ignore``, which the library offers to every session, and the search path with its
temporary tables, through which a trigger would look at a table of the user's own in place of ours.
"""

from django.apps import AppConfig
from django.db import connections

# Triggers are made anew by any migration that changes one, and with them the function that they ask.
SEAL = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
LANGUAGE sql IMMUTABLE AS 'SELECT false';

DO $$
DECLARE
    unsealed regprocedure;
BEGIN
    FOR unsealed IN
        SELECT DISTINCT p.oid FROM pg_proc p JOIN pg_trigger t ON t.tgfoid = p.oid
        WHERE NOT t.tgisinternal AND p.pronamespace = 'public'::regnamespace
            AND NOT coalesce(p.proconfig, '{}') @> '{"search_path=public, pg_temp"}'
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = public, pg_temp', unsealed);
    END LOOP;
END
$$
"""


def seal(*, sender: AppConfig, using: str, **_options: object) -> None:  # noqa: ARG001 - the signal's signature
    """Seal every trigger; runs after each ``migrate``. One query."""
    with connections[using].cursor() as cursor:
        cursor.execute(SEAL)
