"""What models hold of small fixes and notes. What was stored before may stay as it is: hence "not valid"."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_searching"),
        ("claims", "0028_small_fixes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="assertion",
            name="public_stance_changes_with_a_note",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="claim",
            name="public_statement_changes_with_a_note",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="claim",
            name="public_place_changes_with_a_note",
        ),
        migrations.RemoveConstraint(
            model_name="claim",
            name="claim_has_a_statement",
        ),
        migrations.RemoveConstraint(
            model_name="claim",
            name="claim_taken_back_says_why",
        ),
        migrations.RemoveConstraint(
            model_name="correction",
            name="correction_has_a_note",
        ),
        migrations.RemoveConstraint(
            model_name="evidence",
            name="evidence_has_a_title",
        ),
        migrations.RemoveConstraint(
            model_name="reply",
            name="reply_is_asked_or_waived",
        ),
        migrations.RemoveConstraint(
            model_name="reply",
            name="waiver_names_its_editor",
        ),
        migrations.RemoveConstraint(
            model_name="review",
            name="review_is_explained",
        ),
        migrations.RemoveConstraint(
            model_name="review",
            name="review_names_its_reviewer",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assertion",
            trigger=pgtrigger.compiler.Trigger(
                name="public_stance_changes_with_a_note",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.stance IS DISTINCT FROM NEW.stance AND claims_is_read(NEW.claim_id, NEW.quote_id))",
                    constraint="CONSTRAINT",
                    func="PERFORM claims_check_correction(NEW.claim_id);\nRETURN NULL;",
                    hash="02d46fa6155c2e6c61f5ed795f1b46a6d3ca6a4b",
                    operation='UPDATE OF "stance"',
                    pgid="pgtrigger_public_stance_changes_with_a_note_306aa",
                    table="claims_assertion",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="publication_is_not_ahead",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.first_published_at > clock_timestamp() + interval '1 minute')",
                    func="RAISE EXCEPTION USING MESSAGE = 'What has happened has no date in the future: look at the date of the first publication.', ERRCODE = 'check_violation';",
                    hash="de9200c299e568fe28ffee4a94e1f2d0cb8dc75f",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_publication_is_not_ahead_44fd7",
                    table="claims_claim",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="public_statement_changes_with_a_note",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."status" = \'published\' AND OLD."status" = \'published\' AND OLD."statement" IS DISTINCT FROM (NEW."statement"))',
                    constraint="CONSTRAINT",
                    func="PERFORM claims_check_wording(NEW.id, OLD.statement, NEW.statement);\nRETURN NULL;",
                    hash="4fb9cce31cfc90bad63a2a76f0f4b8131ce6eae8",
                    operation="UPDATE",
                    pgid="pgtrigger_public_statement_changes_with_a_note_6a9a0",
                    table="claims_claim",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="public_place_changes_with_a_note",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."status" = \'published\' AND OLD."status" = \'published\' AND OLD."said_where" IS DISTINCT FROM (NEW."said_where"))',
                    constraint="CONSTRAINT",
                    func="\n        IF OLD.said_where ~ '\\S' AND NOT coalesce(\n            nullif(current_setting('pghistory.context_metadata', true), '')::jsonb ? 'parted', false\n        ) THEN\n            PERFORM claims_check_wording(NEW.id, OLD.said_where, NEW.said_where);\n        END IF;\n        \nRETURN NULL;",
                    hash="905bd96e5a6bf156f8ec21c2cd51842a8f9fbd0d",
                    operation='UPDATE OF "said_where"',
                    pgid="pgtrigger_public_place_changes_with_a_note_9d512",
                    table="claims_claim",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="correction",
            trigger=pgtrigger.compiler.Trigger(
                name="small_fix_is_small",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.kind = 'small_fix' AND NOT claims_is_small_fix(NEW.said_before, NEW.says_now))",
                    func="RAISE EXCEPTION USING MESSAGE = 'This is more than a small fix, which changes a letter within a word: it needs a correction.', ERRCODE = 'check_violation';",
                    hash="feb3fedbfb61b50656443b7a085968d4f830191f",
                    operation="INSERT",
                    pgid="pgtrigger_small_fix_is_small_13736",
                    table="claims_correction",
                    when="BEFORE",
                ),
            ),
        ),
        AddConstraintNotValid(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "statement__regex",
                        "[^\\s\\u0001-\\u001f\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0]",
                    )
                ),
                name="claim_has_a_statement",
                violation_error_message="A claim needs a statement.",
            ),
        ),
        AddConstraintNotValid(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status", "published"),
                    models.Q(models.Q(("status", "withdrawn"), _negated=True), ("first_published_at", None)),
                    (
                        "withdrawn_reason__regex",
                        "[^\\s\\u0001-\\u001f\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0]",
                    ),
                    _connector="OR",
                ),
                name="claim_taken_back_says_why",
                violation_error_message="Readers who follow a link to this claim need to read why it went.",
            ),
        ),
        AddConstraintNotValid(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "note__regex",
                        "[^\\s\\u0001-\\u001f\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0]",
                    )
                ),
                name="correction_has_a_note",
                violation_error_message="A correction needs a note.",
            ),
        ),
        AddConstraintNotValid(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "title__regex",
                        "[^\\s\\u0001-\\u001f\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0]",
                    )
                ),
                name="evidence_has_a_title",
                violation_error_message="Evidence needs a title.",
            ),
        ),
        AddConstraintNotValid(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("asked_at__isnull", False), ("waived_reason", "")),
                    models.Q(
                        ("answer", ""),
                        ("answered_at", None),
                        ("asked_at", None),
                        ("deadline", None),
                        (
                            "waived_reason__regex",
                            "[^\\s\\u0001-\\u001f\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0]",
                        ),
                    ),
                    _connector="OR",
                ),
                name="reply_is_asked_or_waived",
                violation_error_message="Give the day the reply was asked; or, if it wasn't, why not, and then no deadline and no answer.",
            ),
        ),
        AddConstraintNotValid(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("waived_reason", ""),
                    ("waived_by__isnull", False),
                    (
                        "waived_name__regex",
                        "[^\\s\\u0001-\\u001f\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0]",
                    ),
                    _connector="OR",
                ),
                name="waiver_names_its_editor",
                violation_error_message="Who asks for no reply is named.",
            ),
        ),
        AddConstraintNotValid(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "explanation__regex",
                        "[^\\s\\u0001-\\u001f\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0]",
                    )
                ),
                name="review_is_explained",
                violation_error_message="A rating needs an explanation.",
            ),
        ),
        AddConstraintNotValid(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reviewer__isnull", False),
                    (
                        "reviewer_name__regex",
                        "[^\\s\\u0001-\\u001f\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0]",
                    ),
                    _connector="OR",
                ),
                name="review_names_its_reviewer",
                violation_error_message="A review needs a reviewer.",
            ),
        ),
    ]
