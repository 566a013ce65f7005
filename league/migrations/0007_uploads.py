"""What people hand in, who may for which trust, and publications that wait for their moment.

An upload keeps what arrived, unchanged; once applied or discarded nothing of it changes.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

UPLOAD_FUNCTION = """
CREATE FUNCTION league_refuse_rewritten_upload() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('applied', 'discarded') OR
        (NEW.content, NEW.sha256, NEW.size, NEW.name, NEW.kind, NEW.quarter_id, NEW.author_id,
         NEW.author_name, NEW.received_at)
        IS DISTINCT FROM
        (OLD.content, OLD.sha256, OLD.size, OLD.name, OLD.kind, OLD.quarter_id, OLD.author_id,
         OLD.author_name, OLD.received_at)
    THEN
        RAISE EXCEPTION '% is append only: % refused', TG_TABLE_NAME, TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$
"""


def _trigger(name: str, table: str, sql: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        sql=f"CREATE TRIGGER {name} {sql}", reverse_sql=f"DROP TRIGGER {name} ON {table}"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("league", "0006_trust_statements"),
        ("trusts", "0002_trigrams"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PlannedPublication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for its moment"),
                            ("done", "Published"),
                            ("cancelled", "Cancelled"),
                        ],
                        max_length=10,
                    ),
                ),
                ("planned_at", models.DateTimeField()),
                ("planned_by_name", models.CharField(max_length=150)),
            ],
            options={
                "ordering": ["at"],
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="TrustSubmitter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                ("granted_by_name", models.CharField(max_length=150)),
            ],
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("file", "File"), ("grid", "Typed into the form")], max_length=10
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "Being read"),
                            ("faulty", "Has errors"),
                            ("ready", "Waiting for confirmation"),
                            ("applied", "Applied"),
                            ("discarded", "Discarded"),
                        ],
                        max_length=10,
                    ),
                ),
                ("author_name", models.CharField(max_length=150)),
                ("note", models.TextField(blank=True)),
                ("received_at", models.DateTimeField()),
                ("name", models.CharField(max_length=255)),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("layout", models.CharField(blank=True, max_length=20)),
                ("rows_total", models.PositiveIntegerField(default=0)),
                ("rows_done", models.PositiveIntegerField(default=0)),
                ("trusts", models.JSONField(default=list)),
                ("findings", models.JSONField(default=list)),
                ("accepted", models.JSONField(default=list)),
                ("preview", models.JSONField(default=dict)),
                ("preview_digest", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "ordering": ["-received_at"],
                "permissions": [
                    ("hand_in_any_trust", "Can hand in figures of any trust"),
                    ("view_draft", "Can see results that are not published"),
                    ("withdraw_submission", "Can withdraw a submission"),
                    ("publish_quarter", "Can publish and revise a quarter"),
                ],
                "default_permissions": ("add", "view"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="metricvalue",
            name="metric_value_state_known",
        ),
        migrations.AddField(
            model_name="submission",
            name="withdraws",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withdrawn_by",
                to="league.submission",
            ),
        ),
        migrations.AddConstraint(
            model_name="metricvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["reported", "suppressed", "not-submitted", "not-applicable", "no-figure"],
                    )
                ),
                name="metric_value_state_known",
            ),
        ),
        migrations.AddField(
            model_name="plannedpublication",
            name="assessment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="plans",
                to="league.assessment",
            ),
        ),
        migrations.AddField(
            model_name="plannedpublication",
            name="planned_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="plans",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="plannedpublication",
            name="quarter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="plans",
                to="league.quarter",
            ),
        ),
        migrations.AddField(
            model_name="plannedpublication",
            name="revision",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="plan",
                to="league.revision",
            ),
        ),
        migrations.AddField(
            model_name="trustsubmitter",
            name="trust",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="submitters",
                to="trusts.trust",
            ),
        ),
        migrations.AddField(
            model_name="trustsubmitter",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="submits_for",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="author",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="uploads",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="based_on",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="league.assessment",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="quarter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="uploads",
                to="league.quarter",
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="submission",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="upload",
                to="league.submission",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedpublication",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "done", "cancelled"])),
                name="plan_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedpublication",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__regex", "\\S")), name="plan_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedpublication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revision__isnull", False), ("state", "done")),
                    models.Q(
                        models.Q(("state", "done"), _negated=True), ("revision__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="plan_done_has_revision",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedpublication",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")),
                fields=("quarter",),
                name="plan_one_waits_a_quarter",
            ),
        ),
        migrations.AddConstraint(
            model_name="trustsubmitter",
            constraint=models.UniqueConstraint(
                fields=("user", "trust"), name="trust_submitter_once"
            ),
        ),
        migrations.AddIndex(
            model_name="upload",
            index=models.Index(fields=["author", "-received_at"], name="upload_of_author"),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["reading", "faulty", "ready", "applied", "discarded"])
                ),
                name="upload_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["file", "grid"])), name="upload_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "applied"), ("submission__isnull", False)),
                    models.Q(
                        models.Q(("state", "applied"), _negated=True), ("submission__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="upload_applied_has_submission",
            ),
        ),
        migrations.AddConstraint(
            model_name="upload",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="upload_sha256_form"
            ),
        ),
        migrations.RunSQL(
            sql=UPLOAD_FUNCTION, reverse_sql="DROP FUNCTION league_refuse_rewritten_upload()"
        ),
        _trigger(
            "append_only",
            "league_upload",
            "BEFORE UPDATE ON league_upload "
            "FOR EACH ROW EXECUTE FUNCTION league_refuse_rewritten_upload()",
        ),
        _trigger(
            "history_is_kept",
            "league_upload",
            "AFTER DELETE ON league_upload REFERENCING OLD TABLE AS gone "
            "FOR EACH STATEMENT EXECUTE FUNCTION league_refuse_loss_of_revisions()",
        ),
    ]
