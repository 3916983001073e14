import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=80, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("BUILT", "BUILT"),
                            ("CHECKED", "CHECKED"),
                            ("LIVE", "LIVE"),
                            ("RETIRED", "RETIRED"),
                            ("REFUSED", "REFUSED"),
                        ],
                        max_length=10,
                    ),
                ),
                ("folder", models.CharField(max_length=500)),
                ("manifest_sha256", models.CharField(max_length=64)),
                ("as_at", models.DateField()),
                ("counts", models.JSONField(default=dict)),
                ("has_rows", models.BooleanField()),
                ("refused_because", models.TextField(blank=True)),
                ("loaded_at", models.DateTimeField()),
                ("loaded_by", models.CharField(max_length=150)),
                ("live_at", models.DateTimeField(null=True)),
                ("live_by", models.CharField(blank=True, max_length=150)),
                ("retired_at", models.DateTimeField(null=True)),
                ("retired_by", models.CharField(blank=True, max_length=150)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "LIVE")), fields=("state",), name="one_live_run"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("delivery_id", models.CharField(max_length=120)),
                ("source", models.CharField(max_length=60)),
                ("file_name", models.CharField(max_length=255)),
                ("sha256", models.CharField(max_length=64)),
                ("as_at", models.DateField()),
                ("rows_landed", models.BigIntegerField()),
                ("rows_set_aside", models.BigIntegerField()),
                ("notes", models.BigIntegerField()),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="intake.run")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("run", "delivery_id"), name="delivery_once_a_run")],
            },
        ),
        migrations.CreateModel(
            name="AgencyCurrency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("agency_id", models.CharField(max_length=40)),
                ("current_as_of", models.DateField(null=True)),
                ("run", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="intake.run")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("run", "agency_id"), name="currency_once_a_run")],
            },
        ),
    ]
