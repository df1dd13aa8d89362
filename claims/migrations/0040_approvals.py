"""A rating belongs to the statement it was given for, and readers see it once a second person stands behind it."""

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from newsroom.blanks import SOMETHING


# What the triggers ask: the name that an account signs with (``newsroom.signatures``) …
SIGNATURE = """
CREATE FUNCTION claims_signature(editor integer) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT coalesce(nullif(btrim(first_name || ' ' || last_name), ''), username) FROM auth_user WHERE id = editor
$$
"""

# … and whether a statement is still the one that was rated, but for small fixes of its spelling.
READS_ON = """
CREATE FUNCTION claims_reads_on(claim bigint, rated text, statement text) RETURNS boolean
LANGUAGE sql STABLE AS $$
    WITH RECURSIVE worded(words) AS (
        SELECT rated
        UNION
        SELECT c.says_now FROM claims_correction c JOIN worded w ON c.said_before = w.words
        WHERE c.claim_id = claim AND c.kind = 'small_fix' AND c.said_before <> ''
            AND claims_is_small_fix(c.said_before, c.says_now)
    )
    SELECT statement IN (SELECT words FROM worded)
$$
"""

# Each review there is was given for what its claim said then, as far as the record knows: in the last event until
# then, else in the first. One with a date ahead of now, which would count for good, gets the present one.
WORDED = """
ALTER TABLE claims_review DISABLE TRIGGER USER;
UPDATE claims_review v SET
    reviewed_at = least(v.reviewed_at, now()),
    wording = coalesce(
        (SELECT e.statement FROM claims_claimevent e
         WHERE e.pgh_obj_id = v.claim_id AND e.pgh_created_at <= v.reviewed_at ORDER BY e.pgh_id DESC LIMIT 1),
        (SELECT e.statement FROM claims_claimevent e WHERE e.pgh_obj_id = v.claim_id ORDER BY e.pgh_id LIMIT 1),
        (SELECT c.statement FROM claims_claim c WHERE c.id = v.claim_id));
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
ALTER TABLE claims_review ENABLE TRIGGER USER
"""

# What readers could see, they still can: who published a claim after somebody else rated it, approved that. Of other
# reviews the record knows nobody else; that is said, and an editor can still approve them.
APPROVED = """
INSERT INTO claims_approval (review_id, approved_by_id, approved_name, approved_at, alone)
SELECT v.id,
    CASE WHEN seen.by_another THEN c.published_by_id ELSE v.reviewer_id END,
    coalesce(claims_signature(CASE WHEN seen.by_another THEN c.published_by_id ELSE v.reviewer_id END),
        v.reviewer_name),
    greatest(v.reviewed_at, c.first_published_at), NOT seen.by_another
FROM claims_review v
JOIN claims_claim c ON c.id = v.claim_id AND c.first_published_at IS NOT NULL
CROSS JOIN LATERAL (
    SELECT coalesce(c.published_by_id <> v.reviewer_id AND v.reviewed_at <= c.first_published_at, false) AS by_another
) seen;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0039_withdrawn_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Approval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("approved_name", models.CharField(blank=True, max_length=200, verbose_name="name of who approved")),
                ("approved_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="approved")),
                (
                    "alone",
                    models.BooleanField(
                        default=False,
                        help_text="Recorded where the setting REQUIRE_SECOND_PERSON is off.",
                        verbose_name="without a second person",
                    ),
                ),
            ],
            options={
                "verbose_name": "approval of a rating",
                "verbose_name_plural": "approvals of ratings",
                "ordering": ["-approved_at", "-id"],
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="review",
            name="wording",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="The rating holds for this statement and no other.",
                max_length=1000,
                verbose_name="statement that was rated",
            ),
        ),
        migrations.AddField(
            model_name="approval",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="approved by",
            ),
        ),
        migrations.AddField(
            model_name="approval",
            name="review",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="approvals",
                to="claims.review",
                verbose_name="review",
            ),
        ),
        migrations.AddIndex(
            model_name="approval",
            index=models.Index(fields=["-approved_at", "-id"], name="approval_newest_first"),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.UniqueConstraint(
                fields=("review", "alone"),
                name="review_is_approved_once",
                violation_error_message="Somebody has approved this rating already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_by__isnull", False), ("approved_name__regex", SOMETHING), _connector="OR"
                ),
                name="approval_names_its_editor",
                violation_error_message="An approval says whose it is.",
            ),
        ),
        migrations.RunSQL(SIGNATURE, "DROP FUNCTION claims_signature(integer)"),
        migrations.RunSQL(READS_ON, "DROP FUNCTION claims_reads_on(bigint, text, text)"),
        migrations.RunSQL(WORDED, migrations.RunSQL.noop),
        migrations.RunSQL(APPROVED, migrations.RunSQL.noop),
        pgtrigger.migrations.AddTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="review_is_signed_now",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF NEW.reviewer_id IS NOT NULL THEN\n                        NEW.reviewer_name := '';\n                        NEW.reviewed_at := clock_timestamp();\n                        NEW.wording := '';\n                    END IF;\n                    IF coalesce(NEW.wording, '') = '' THEN\n                        NEW.wording := coalesce((SELECT statement FROM claims_claim WHERE id = NEW.claim_id), '');\n                    END IF;\n                    IF NEW.reviewed_at > clock_timestamp() THEN\n                        RAISE EXCEPTION USING MESSAGE = 'What has happened has no date in the future: look at the date of the review.', ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="acf945974569ec8c53f3c7aa5723c45254652350",
                    operation="INSERT",
                    pgid="pgtrigger_review_is_signed_now_b5fc3",
                    table="claims_review",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="approval",
            trigger=pgtrigger.compiler.Trigger(
                name="approval_is_by_another",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE given claims_review; says text; reviewer text;",
                    func="\n    SELECT * INTO given FROM claims_review WHERE id = NEW.review_id;\n    SELECT statement INTO says FROM claims_claim WHERE id = given.claim_id FOR NO KEY UPDATE;\n    IF EXISTS (SELECT FROM claims_claim WHERE id = given.claim_id AND merged_into_id IS NOT NULL) THEN\n        RAISE EXCEPTION USING MESSAGE = 'This claim was merged into another: choose that one.', ERRCODE = 'check_violation';\n    END IF;\n    IF NEW.approved_by_id IS NOT NULL THEN\n        NEW.approved_name := claims_signature(NEW.approved_by_id);\n        NEW.approved_at := clock_timestamp();\n        IF given.wording <> says AND NOT claims_reads_on(given.claim_id, given.wording, says) THEN\n            RAISE EXCEPTION USING MESSAGE = 'The statement was changed since it was rated: it must be reviewed anew.', ERRCODE = 'check_violation';\n        END IF;\n    END IF;\n    IF NEW.approved_at > clock_timestamp() THEN\n        RAISE EXCEPTION USING MESSAGE = 'What has happened has no date in the future: look at the date of the approval.', ERRCODE = 'check_violation';\n    END IF;\n    reviewer := coalesce(claims_signature(given.reviewer_id), given.reviewer_name);\n    IF NOT NEW.alone AND (NEW.approved_by_id = given.reviewer_id OR (\n        (NEW.approved_by_id IS NULL OR given.reviewer_id IS NULL)\n        AND lower(btrim(NEW.approved_name)) = lower(btrim(reviewer))\n    )) THEN\n        RAISE EXCEPTION USING MESSAGE = 'Who gave a rating can''t approve it: that takes a second person.', ERRCODE = 'check_violation';\n    END IF;\n    IF NEW.approved_at < date_trunc('day', given.reviewed_at) THEN\n        RAISE EXCEPTION USING MESSAGE = 'A rating can''t be approved before it was given.', ERRCODE = 'check_violation';\n    END IF;\n    IF EXISTS (SELECT FROM claims_review later WHERE later.claim_id = given.claim_id\n               AND (later.reviewed_at, later.id) > (given.reviewed_at, given.id)\n               AND later.reviewed_at < NEW.approved_at) THEN\n        RAISE EXCEPTION USING MESSAGE = 'The claim was rated anew since: the newest review is the one to approve.', ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n",
                    hash="86034970511724bd226f4946b0a650b2a3a0788c",
                    operation="INSERT",
                    pgid="pgtrigger_approval_is_by_another_622b6",
                    table="claims_approval",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="approval",
            trigger=pgtrigger.compiler.Trigger(
                name="approval_never_changes",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION USING MESSAGE = 'An approval is never changed or deleted.', ERRCODE = 'check_violation';",
                    hash="f7a026d51686f87bf1149278e62b23a6f4c2125e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_approval_never_changes_e2105",
                    table="claims_approval",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="approval",
            trigger=pgtrigger.compiler.Trigger(
                name="never_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION USING MESSAGE = 'This table is on record and can''t be emptied at once; delete single rows instead.', ERRCODE = 'check_violation';",
                    hash="0a2b20767affc30f3f19d7598a1079cfdd36bd32",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_truncate_cd575",
                    table="claims_approval",
                    when="BEFORE",
                ),
            ),
        ),
    ]
