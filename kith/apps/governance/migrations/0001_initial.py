import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import kith.apps.base.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("ref", models.CharField(max_length=60)),
                ("title", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[("ISP", "ISP"), ("DDA", "DDA"), ("JCA", "JCA"), ("DPA", "DPA")], max_length=10
                    ),
                ),
                (
                    "givers",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                (
                    "receivers",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                ("max_level", models.PositiveSmallIntegerField()),
                ("basis", models.CharField(max_length=60)),
                ("needs_family_agreement", models.BooleanField(default=False)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("review_on", models.DateField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Relationship",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("LEAD", "LEAD"),
                            ("TEAM", "TEAM"),
                            ("MANAGES", "MANAGES"),
                            ("DUTY", "DUTY"),
                            ("RIGHTS_REQUEST", "RIGHTS_REQUEST"),
                        ],
                        max_length=20,
                    ),
                ),
                ("agency_id", models.CharField(blank=True, max_length=40)),
                ("staff_id", models.CharField(blank=True, max_length=60)),
                ("person_ref", kith.apps.base.fields.PersonRefField(max_length=20)),
                ("family_ref", kith.apps.base.fields.FamilyRefField(blank=True, max_length=20)),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                ("how_made", models.CharField(max_length=20)),
                ("made_by", models.CharField(blank=True, max_length=100)),
            ],
        ),
        migrations.CreateModel(
            name="Shield",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_ref", kith.apps.base.fields.PersonRefField(db_index=True, max_length=20)),
                ("reason", models.CharField(max_length=40)),
                ("how_made", models.CharField(max_length=20)),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                ("made_by", models.CharField(blank=True, max_length=100)),
            ],
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=60, unique=True)),
                ("title", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[("ISP", "ISP"), ("DDA", "DDA"), ("JCA", "JCA"), ("DPA", "DPA")], max_length=10
                    ),
                ),
                (
                    "givers",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                (
                    "receivers",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                (
                    "purposes",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                ("max_level", models.PositiveSmallIntegerField()),
                ("basis", models.CharField(max_length=60)),
                ("needs_family_agreement", models.BooleanField(default=False)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("review_on", models.DateField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("max_level__lte", 4)), name="agreement_level_0_to_4"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="agreement_ends_after_start",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "governance_agreementevent" ("basis", "categories", "givers", "id", "kind", "max_level", "needs_family_agreement", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purposes", "receivers", "ref", "review_on", "title", "valid_from", "valid_to") VALUES (NEW."basis", NEW."categories", NEW."givers", NEW."id", NEW."kind", NEW."max_level", NEW."needs_family_agreement", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."purposes", NEW."receivers", NEW."ref", NEW."review_on", NEW."title", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="58ca2ef3d7bc74d225d8d6220ec49ba28dfa9c5c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_eb206",
                    table="governance_agreement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agreement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "governance_agreementevent" ("basis", "categories", "givers", "id", "kind", "max_level", "needs_family_agreement", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purposes", "receivers", "ref", "review_on", "title", "valid_from", "valid_to") VALUES (NEW."basis", NEW."categories", NEW."givers", NEW."id", NEW."kind", NEW."max_level", NEW."needs_family_agreement", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."purposes", NEW."receivers", NEW."ref", NEW."review_on", NEW."title", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                    hash="669117829ca591cfd0406862bda49f574b74cb32",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a0d25",
                    table="governance_agreement",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="agreementevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="agreementevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="governance.agreement",
            ),
        ),
        migrations.AddIndex(
            model_name="relationship",
            index=models.Index(fields=["agency_id", "staff_id"], name="relationship_worker"),
        ),
        migrations.AddIndex(
            model_name="relationship",
            index=models.Index(fields=["family_ref"], name="relationship_family"),
        ),
        migrations.AddIndex(
            model_name="relationship",
            index=models.Index(condition=models.Q(("kind", "DUTY")), fields=["kind"], name="relationship_duty"),
        ),
    ]
