"""Makes the triggers deaf to what a session of the database may set or make: no ordinary user talks them out of a rule.

Two settings would: ``pgtrigger.ignore``, which the library offers to every session, and the search path with its
temporary tables, through which a trigger would look at a table of the user's own in place of ours. So would privileges
that nobody needs who reads and writes rows: a trigger of the user's own, and tables emptied at once.
"""

from django.apps import AppConfig
from django.db import connections

# Triggers are made anew by any migration that changes one, and with them the function that they ask.
DEAF = """
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
# What ``newsroom/following.py`` makes writes tables that nobody else may write, so it runs as their owner, whoever made
# the change; and nobody else may make a trigger of it, on a table of their own with rows of their own.
OWNED = r"""
DO $$
DECLARE
    follows record;
BEGIN
    FOR follows IN
        SELECT DISTINCT p.oid::regprocedure AS made,
            CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END AS other
        FROM pg_proc p JOIN pg_trigger t ON t.tgfoid = p.oid JOIN pg_class c ON c.oid = t.tgrelid
            LEFT JOIN LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a ON a.grantee <> p.proowner
        WHERE NOT t.tgisinternal AND t.tgname LIKE 'zz\_%' AND p.pronamespace = 'public'::regnamespace
            AND p.proowner = c.relowner AND pg_has_role(p.proowner, 'USAGE')
            AND (a.grantee IS NOT NULL OR NOT p.prosecdef)
    LOOP
        EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER', follows.made);
        IF follows.other IS NOT NULL THEN
            EXECUTE format('REVOKE ALL ON FUNCTION %s FROM %s CASCADE', follows.made, follows.other);
        END IF;
    END LOOP;
END
$$
"""
# With TRIGGER anybody changes a row after our rules have looked at it, with the rights of whoever writes it.
REVOKED = """
DO $$
DECLARE
    given record;
BEGIN
    FOR given IN
        SELECT DISTINCT c.oid::regclass AS owned,
            CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END AS other
        FROM pg_class c, aclexplode(c.relacl) a
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'USAGE')
            AND a.grantee <> c.relowner AND a.privilege_type IN ('TRIGGER', 'TRUNCATE', 'REFERENCES')
    LOOP
        EXECUTE format('REVOKE TRIGGER, TRUNCATE, REFERENCES ON %s FROM %s CASCADE', given.owned, given.other);
    END LOOP;
    IF EXISTS (SELECT FROM pg_namespace WHERE nspname = 'public' AND pg_has_role(nspowner, 'USAGE')) THEN
        REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    END IF;
END
$$
"""


def seal(*, sender: AppConfig, using: str, **_options: object) -> None:  # noqa: ARG001 - the signal's signature
    """Seal every trigger, and take from others what would unseal them; runs after each ``migrate``. Three queries."""
    with connections[using].cursor() as cursor:
        for statement in (DEAF, OWNED, REVOKED):
            cursor.execute(statement)
