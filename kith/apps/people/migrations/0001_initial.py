import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import kith.apps.base.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("intake", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Family",
            fields=[
                ("ref", kith.apps.base.fields.FamilyRefField(max_length=20, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("ref", kith.apps.base.fields.PersonRefField(max_length=20, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="Dwelling",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dwelling_id", models.CharField(max_length=200)),
                ("uprn", models.CharField(blank=True, max_length=12)),
                ("address_text", models.TextField(blank=True)),
                ("postcode", models.CharField(blank=True, max_length=10)),
                ("is_communal", models.BooleanField()),
                ("is_protected", models.BooleanField()),
                (
                    "run",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="intake.run",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("run", "dwelling_id"), name="dwelling_once_a_run")],
            },
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fact_id", models.CharField(max_length=200)),
                ("person_ref", kith.apps.base.fields.PersonRefField(blank=True, max_length=20)),
                ("dwelling_id", models.CharField(blank=True, max_length=200)),
                ("agency_id", models.CharField(max_length=40)),
                ("kind", models.CharField(max_length=40)),
                ("category", models.CharField(max_length=40)),
                ("sensitivity", models.PositiveSmallIntegerField()),
                ("happened_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                ("is_spell", models.BooleanField()),
                ("detail", models.TextField(blank=True)),
                ("amount", models.FloatField(null=True)),
                ("unit", models.CharField(blank=True, max_length=20)),
                ("source", models.CharField(max_length=60)),
                (
                    "run",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="intake.run",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("person_ref", ""), _negated=True),
                        fields=["run", "person_ref"],
                        name="fact_person",
                    ),
                    models.Index(
                        condition=models.Q(("dwelling_id", ""), _negated=True),
                        fields=["run", "dwelling_id"],
                        name="fact_dwelling",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyDetails",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("family_ref", kith.apps.base.fields.FamilyRefField(max_length=20)),
                ("name", models.TextField()),
                (
                    "run",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="intake.run",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("run", "family_ref"), name="family_details_once_a_run")
                ],
            },
        ),
        migrations.CreateModel(
            name="FamilyMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("family_ref", kith.apps.base.fields.FamilyRefField(max_length=20)),
                ("person_ref", kith.apps.base.fields.PersonRefField(max_length=20)),
                ("role", models.CharField(max_length=20)),
                (
                    "run",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="intake.run",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["run", "person_ref"], name="family_member_person")],
                "constraints": [
                    models.UniqueConstraint(fields=("run", "family_ref", "person_ref"), name="family_member_once_a_run")
                ],
            },
        ),
        migrations.CreateModel(
            name="Involvement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_ref", kith.apps.base.fields.PersonRefField(max_length=20)),
                ("agency_id", models.CharField(max_length=40)),
                ("service", models.TextField(blank=True)),
                ("staff_id", models.CharField(blank=True, max_length=60)),
                ("role", models.TextField(blank=True)),
                ("is_lead", models.BooleanField()),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                ("last_contact_on", models.DateField(null=True)),
                ("source", models.CharField(max_length=60)),
                (
                    "run",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="intake.run",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["run", "person_ref"], name="involvement_person")],
            },
        ),
        migrations.CreateModel(
            name="OutOfView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_ref", kith.apps.base.fields.PersonRefField(max_length=20)),
                ("scheme", models.CharField(max_length=20)),
                ("hash", models.CharField(max_length=64)),
                (
                    "run",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="intake.run",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["run", "hash"], name="out_of_view_hash")],
            },
        ),
        migrations.CreateModel(
            name="PersonDetails",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_ref", kith.apps.base.fields.PersonRefField(max_length=20)),
                ("forename", models.TextField(blank=True)),
                ("surname", models.TextField(blank=True)),
                ("known_as", models.TextField(blank=True)),
                ("previous_surnames", models.TextField(blank=True)),
                ("searched_name", models.TextField(blank=True)),
                ("born_on", models.DateField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("died_on", models.DateField(null=True)),
                ("sex", models.CharField(blank=True, max_length=1)),
                ("nhs_number", models.CharField(blank=True, max_length=10)),
                ("upn", models.CharField(blank=True, max_length=13)),
                ("is_shielded", models.BooleanField()),
                (
                    "run",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="intake.run",
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["searched_name"], name="person_searched_name", opclasses=["gin_trgm_ops"]
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("run", "person_ref"), name="person_details_once_a_run")
                ],
            },
        ),
        migrations.CreateModel(
            name="Relation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_person_ref", kith.apps.base.fields.PersonRefField(max_length=20)),
                ("kind", models.CharField(max_length=30)),
                ("to_person_ref", kith.apps.base.fields.PersonRefField(max_length=20)),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                ("sources", models.TextField()),
                (
                    "run",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="intake.run",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["run", "from_person_ref"], name="relation_from")],
            },
        ),
        migrations.CreateModel(
            name="Residence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_ref", kith.apps.base.fields.PersonRefField(max_length=20)),
                ("dwelling_id", models.CharField(max_length=200)),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                ("sources", models.TextField()),
                ("last_seen_on", models.DateField(null=True)),
                (
                    "run",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="intake.run",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["run", "person_ref"], name="residence_person"),
                    models.Index(fields=["run", "dwelling_id"], name="residence_dwelling"),
                ],
            },
        ),
    ]
