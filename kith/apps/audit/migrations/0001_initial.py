import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import kith.apps.base.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AccessEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("worker_id", models.BigIntegerField(null=True)),
                ("role", models.CharField(blank=True, max_length=30)),
                ("agency_id", models.CharField(blank=True, max_length=40)),
                ("purpose", models.CharField(blank=True, max_length=30)),
                ("action", models.CharField(max_length=20)),
                ("family_ref", kith.apps.base.fields.FamilyRefField(blank=True, max_length=20)),
                (
                    "subject_refs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=kith.apps.base.fields.PersonRefField(max_length=20), default=list, size=None
                    ),
                ),
                (
                    "found_family_refs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=kith.apps.base.fields.FamilyRefField(max_length=20), default=list, size=None
                    ),
                ),
                ("level_asked", models.PositiveSmallIntegerField()),
                ("level_granted", models.PositiveSmallIntegerField()),
                ("gate", models.CharField(blank=True, max_length=20)),
                ("outcome", models.CharField(max_length=10)),
                (
                    "obligations",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list, size=None
                    ),
                ),
                (
                    "agreement_refs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, size=None
                    ),
                ),
                ("query_fingerprint", models.CharField(blank=True, max_length=64)),
                ("policy_version", models.CharField(max_length=20)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["family_ref", "at"], name="access_family_at"),
                    models.Index(fields=["worker_id", "at"], name="access_worker_at"),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accessevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="907f565a4fbd3b72e98f6ad2b080ccb1395934b3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_718eb",
                    table="audit_accessevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="accessevent",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="raise exception 'The access log is never emptied.';",
                    hash="7ba1c74ce214ddeaaf0ea91854e535cc370f97c5",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_436b2",
                    table="audit_accessevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
