from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_what_workers_say_of_bonds"),
    ]

    operations = [
        migrations.AddField(
            model_name="dwelling",
            name="household_status",
            field=models.CharField(blank=True, db_default="", max_length=20),
        ),
    ]
