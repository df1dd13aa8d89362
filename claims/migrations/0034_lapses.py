"""Notices of what holds no more, what was let pass, and replies that are not awaited; with what the models hold of them."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_searching"),
        ("claims", "0033_gate"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Lapse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("schedule", "taken off the schedule"),
                            ("held_back", "held back"),
                            ("review", "changed since it was submitted for review"),
                        ],
                        max_length=10,
                        verbose_name="what came of it",
                    ),
                ),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("statement", "the statement"),
                                ("said_where", "where it was said, or who said it"),
                                ("quotations", "the quotations"),
                                ("confirmed", "which quotations are confirmed"),
                                ("actors", "the name or kind of an actor"),
                                ("about", "whom it is about or accuses"),
                                ("topics", "the topics"),
                                ("evidence", "the evidence"),
                                ("rating", "the rating"),
                                ("replies", "the replies"),
                                ("embargo", "embargo or legal sensitivity"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                        verbose_name="what was changed",
                    ),
                ),
                ("by_name", models.CharField(blank=True, max_length=200, verbose_name="by whom")),
                ("why", models.TextField(blank=True, verbose_name="why it was held back")),
                ("publish_at", models.DateTimeField(blank=True, null=True, verbose_name="was to be published")),
                (
                    "lapsed_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="when"),
                ),
                ("settled", models.BooleanField(default=False, verbose_name="seen to")),
            ],
            options={
                "verbose_name": "notice to editors",
                "verbose_name_plural": "notices to editors",
                "ordering": ["-lapsed_at", "-id"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="LetPass",
            fields=[
                (
                    "claim",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="let_pass",
                        serialize=False,
                        to="claims.claim",
                        verbose_name="claim",
                    ),
                ),
                ("scheduled", models.JSONField(null=True, verbose_name="as scheduled")),
                ("handed_on", models.JSONField(null=True, verbose_name="as handed on for review")),
                ("signed_off", models.JSONField(null=True, verbose_name="as signed off")),
                ("signed_off_at", models.DateTimeField(null=True, verbose_name="signed off")),
                ("last_read", models.JSONField(null=True, verbose_name="as readers last read it")),
                (
                    "last_read_in",
                    models.CharField(blank=True, max_length=60, verbose_name="transaction in which it was taken back"),
                ),
            ],
            options={
                "verbose_name": "what was let pass",
                "verbose_name_plural": "what was let pass",
                "default_permissions": (),
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="claimsubject",
            name="who_is_accused_in_public_was_asked",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="reply",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="reply",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="reply",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="reply",
            name="unawaited_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="not awaited by",
            ),
        ),
        migrations.AddField(
            model_name="reply",
            name="unawaited_name",
            field=models.CharField(
                blank=True, editable=False, max_length=200, verbose_name="name of who did not await it"
            ),
        ),
        migrations.AddField(
            model_name="reply",
            name="unawaited_reason",
            field=models.TextField(
                blank=True,
                help_text="To publish before the time to answer is over; readers see it.",
                verbose_name="why its deadline was not awaited",
            ),
        ),
        migrations.AddField(
            model_name="replyevent",
            name="unawaited_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="not awaited by",
            ),
        ),
        migrations.AddField(
            model_name="replyevent",
            name="unawaited_name",
            field=models.CharField(
                blank=True, editable=False, max_length=200, verbose_name="name of who did not await it"
            ),
        ),
        migrations.AddField(
            model_name="replyevent",
            name="unawaited_reason",
            field=models.TextField(
                blank=True,
                help_text="To publish before the time to answer is over; readers see it.",
                verbose_name="why its deadline was not awaited",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assertion",
            trigger=pgtrigger.compiler.Trigger(
                name="what_is_told_of_a_public_claim_passed_the_gate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="PERFORM claims_check_gate(NEW.claim_id);\nRETURN NULL;",
                    hash="751ce9bf9dba970ad9162be05cf937b187ac3efe",
                    operation='INSERT OR UPDATE OF "claim_id", "quote_id"',
                    pgid="pgtrigger_what_is_told_of_a_public_claim_passed_the_gate_bea97",
                    table="claims_assertion",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assertion",
            trigger=pgtrigger.compiler.Trigger(
                name="what_joins_a_public_claim_passed_the_gate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."claim_id" IS DISTINCT FROM (NEW."claim_id"))',
                    constraint="CONSTRAINT",
                    func="PERFORM claims_check_joined(OLD.claim_id, NEW.claim_id);\nRETURN NULL;",
                    hash="ba69af6d8d131ec0db9812ced2f2e0de38c67fae",
                    operation='UPDATE OF "claim_id"',
                    pgid="pgtrigger_what_joins_a_public_claim_passed_the_gate_e16a2",
                    table="claims_assertion",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="merged_claim_is_not_scheduled",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."publish_at" IS NOT NULL AND (OLD."status" = \'merged\' OR NEW."status" = \'merged\'))',
                    func="NEW.publish_at := NULL; NEW.scheduled_by_id := NULL; RETURN NEW;",
                    hash="f9dc5f06ed3e6b4dd71c378fd9cae79ef5a3e238",
                    operation="UPDATE",
                    pgid="pgtrigger_merged_claim_is_not_scheduled_d4491",
                    table="claims_claim",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="new_public_claim_awaited_its_replies",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"status\" = 'published')",
                    constraint="CONSTRAINT",
                    func="PERFORM claims_check_deadlines(NEW.id);\nRETURN NULL;",
                    hash="159c7a1b1e6cdc09dbb6b72c0f6b232d4ff9c38b",
                    operation="INSERT",
                    pgid="pgtrigger_new_public_claim_awaited_its_replies_5cb26",
                    table="claims_claim",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="public_claim_awaited_its_replies",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.\"status\" = 'published' AND NOT (OLD.\"status\" = 'published') AND NOT (OLD.\"status\" = 'merged'))",
                    constraint="CONSTRAINT",
                    func="PERFORM claims_check_deadlines(NEW.id);\nRETURN NULL;",
                    hash="9d51f6879c61846331efdb1bdac17deb5cf30a53",
                    operation="UPDATE",
                    pgid="pgtrigger_public_claim_awaited_its_replies_5e79c",
                    table="claims_claim",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claim",
            trigger=pgtrigger.compiler.Trigger(
                name="told_again_with_a_note",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."status" = \'published\' AND OLD."first_published_at" IS NOT NULL AND NOT (OLD."status" = \'published\'))',
                    constraint="CONSTRAINT",
                    func="PERFORM claims_check_published_again(NEW.id, OLD.status);\nRETURN NULL;",
                    hash="037815893de8e3198444d5bc06f9a0f918e9aecb",
                    operation="UPDATE",
                    pgid="pgtrigger_told_again_with_a_note_7b501",
                    table="claims_claim",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="claimsubject",
            trigger=pgtrigger.compiler.Trigger(
                name="who_is_accused_in_public_was_asked",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."accused")',
                    constraint="CONSTRAINT",
                    func="PERFORM claims_check_gate(NEW.claim_id); PERFORM claims_check_deadlines(NEW.claim_id);\nRETURN NULL;",
                    hash="c4d7b555e854b16267b9726923720de474d9adc3",
                    operation='INSERT OR UPDATE OF "claim_id", "actor_id", "accused"',
                    pgid="pgtrigger_who_is_accused_in_public_was_asked_87f84",
                    table="claims_claimsubject",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reply",
            trigger=pgtrigger.compiler.Trigger(
                name="reply_is_not_dated_ahead",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (greatest(NEW.asked_at, NEW.answered_at) > clock_timestamp() + interval '1 minute')",
                    func="RAISE EXCEPTION USING MESSAGE = 'What has happened has no date in the future: look at when the reply was asked and answered.', ERRCODE = 'check_violation';",
                    hash="5f59b913193414bca0a53610d1c83b961740cfeb",
                    operation='INSERT OR UPDATE OF "asked_at", "answered_at"',
                    pgid="pgtrigger_reply_is_not_dated_ahead_a6484",
                    table="claims_reply",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reply",
            trigger=pgtrigger.compiler.Trigger(
                name="reply_that_joins_a_public_claim_was_awaited",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.claim_id <> NEW.claim_id AND NOT claims_was_public(OLD.claim_id))",
                    constraint="CONSTRAINT",
                    func="PERFORM claims_check_deadlines(NEW.claim_id);\nRETURN NULL;",
                    hash="b4d7b7dc66d20d79114e3005c90f862e6e3cc888",
                    operation='UPDATE OF "claim_id"',
                    pgid="pgtrigger_reply_that_joins_a_public_claim_was_awaited_7a392",
                    table="claims_reply",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reply",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "claims_replyevent" ("actor_id", "answer", "answered_at", "asked_at", "asked_by_id", "asked_how", "claim_id", "created", "deadline", "id", "modified", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unawaited_by_id", "unawaited_name", "unawaited_reason", "waived_by_id", "waived_name", "waived_reason") VALUES (NEW."actor_id", NEW."answer", NEW."answered_at", NEW."asked_at", NEW."asked_by_id", NEW."asked_how", NEW."claim_id", NEW."created", NEW."deadline", NEW."id", NEW."modified", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."unawaited_by_id", NEW."unawaited_name", NEW."unawaited_reason", NEW."waived_by_id", NEW."waived_name", NEW."waived_reason"); RETURN NULL;',
                    hash="1f84e0293ca2773579fb9014ece4df392a4afbb0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7ee9e",
                    table="claims_reply",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reply",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "claims_replyevent" ("actor_id", "answer", "answered_at", "asked_at", "asked_by_id", "asked_how", "claim_id", "created", "deadline", "id", "modified", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unawaited_by_id", "unawaited_name", "unawaited_reason", "waived_by_id", "waived_name", "waived_reason") VALUES (NEW."actor_id", NEW."answer", NEW."answered_at", NEW."asked_at", NEW."asked_by_id", NEW."asked_how", NEW."claim_id", NEW."created", NEW."deadline", NEW."id", NEW."modified", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."unawaited_by_id", NEW."unawaited_name", NEW."unawaited_reason", NEW."waived_by_id", NEW."waived_name", NEW."waived_reason"); RETURN NULL;',
                    hash="594dae2bfa295be724b11782e36d2cab2dbc3e1a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_26229",
                    table="claims_reply",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reply",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "claims_replyevent" ("actor_id", "answer", "answered_at", "asked_at", "asked_by_id", "asked_how", "claim_id", "created", "deadline", "id", "modified", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unawaited_by_id", "unawaited_name", "unawaited_reason", "waived_by_id", "waived_name", "waived_reason") VALUES (OLD."actor_id", OLD."answer", OLD."answered_at", OLD."asked_at", OLD."asked_by_id", OLD."asked_how", OLD."claim_id", OLD."created", OLD."deadline", OLD."id", OLD."modified", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."unawaited_by_id", OLD."unawaited_name", OLD."unawaited_reason", OLD."waived_by_id", OLD."waived_name", OLD."waived_reason"); RETURN NULL;',
                    hash="a85131536e83d997506c166b6a64d4619e0059d0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c3661",
                    table="claims_reply",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("unawaited_reason", ""),
                    models.Q(
                        ("deadline__isnull", False),
                        (
                            "unawaited_reason__regex",
                            "[^\\s\\u0001-\\u001f\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0]",
                        ),
                        models.Q(
                            ("unawaited_by__isnull", False),
                            (
                                "unawaited_name__regex",
                                "[^\\s\\u0001-\\u001f\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0]",
                            ),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="reply_is_not_awaited_by_name",
                violation_error_message="Only a deadline is not awaited: give it, the reason, and the name of who decided so.",
            ),
        ),
        migrations.AddField(
            model_name="lapse",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="lapses",
                to="claims.claim",
                verbose_name="claim",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letpass",
            trigger=pgtrigger.compiler.Trigger(
                name="only_the_database_writes_it",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NOT pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN\n                RAISE EXCEPTION USING MESSAGE = 'Only the database itself writes what lists show: it follows from quotations, claims and articles.', ERRCODE = 'check_violation';\n            END IF;\n            RETURN CASE TG_OP WHEN 'DELETE' THEN OLD WHEN 'TRUNCATE' THEN NULL ELSE NEW END;\n        ",
                    hash="a6724af58c14b27283b95486d102212f3e52d5f7",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_only_the_database_writes_it_057b4",
                    table="claims_letpass",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letpass",
            trigger=pgtrigger.compiler.Trigger(
                name="only_the_database_empties_it",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF NOT pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN\n                RAISE EXCEPTION USING MESSAGE = 'Only the database itself writes what lists show: it follows from quotations, claims and articles.', ERRCODE = 'check_violation';\n            END IF;\n            RETURN CASE TG_OP WHEN 'DELETE' THEN OLD WHEN 'TRUNCATE' THEN NULL ELSE NEW END;\n        ",
                    hash="6bc31e306fcb738aa4238aca2c8d8d10ff730f49",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_only_the_database_empties_it_5d310",
                    table="claims_letpass",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="lapse",
            index=models.Index(
                condition=models.Q(("settled", False)), fields=["-lapsed_at", "-id"], name="lapse_to_see_to"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lapse",
            trigger=pgtrigger.compiler.Trigger(
                name="claim_was_not_merged",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."claim_id" IS NOT NULL)',
                    constraint="CONSTRAINT",
                    func="\n            IF EXISTS (SELECT FROM claims_lapse t JOIN claims_claim named\n                           ON named.id = t.claim_id\n                       WHERE t.id = NEW.id AND named.merged_into_id IS NOT NULL) THEN\n                RAISE EXCEPTION USING MESSAGE = 'This claim was merged into another: choose that one.', ERRCODE = 'check_violation';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="9ddd4fde7d9c88a3858c21beba7b64fcbb3afe12",
                    operation='INSERT OR UPDATE OF "claim_id"',
                    pgid="pgtrigger_claim_was_not_merged_fe5f1",
                    table="claims_lapse",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="lapse",
            trigger=pgtrigger.compiler.Trigger(
                name="never_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION USING MESSAGE = 'This table is on record and can''t be emptied at once; delete single rows instead.', ERRCODE = 'check_violation';",
                    hash="1e98722468977f543c6fcb317bf4de67061900a1",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_truncate_94622",
                    table="claims_lapse",
                    when="BEFORE",
                ),
            ),
        ),
    ]
