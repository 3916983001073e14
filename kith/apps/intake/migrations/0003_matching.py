from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0002_access"),
    ]

    operations = [
        migrations.AddField(
            model_name="run",
            name="matching",
            field=models.JSONField(default=dict),
        ),
    ]
