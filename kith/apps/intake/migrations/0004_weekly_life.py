from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0003_matching"),
    ]

    operations = [
        migrations.AddField(
            model_name="run",
            name="arrivals",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="run",
            name="difference",
            field=models.JSONField(default=dict),
        ),
    ]
