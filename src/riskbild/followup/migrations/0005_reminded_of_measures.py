import django.db.models.deletion
import riskbild.audit.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('followup', '0004_boardreport'),
        ('organisation', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RemindedOfMeasure',
            fields=[
                ('id', models.UUIDField(default=riskbild.audit.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField(default=1)),
                ('audience', models.CharField(max_length=12)),
                ('step', models.CharField(max_length=20)),
                ('due', models.DateField()),
                ('told_at', models.DateTimeField()),
                ('municipality', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.municipality')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('measure', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='followup.deviationmeasure')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('municipality', 'measure', 'person', 'audience', 'step', 'due'), name='reminded_of_measure_once')],
            },
        ),
        migrations.AddField(
            model_name='samplerow',
            name='stratum_rows',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
    ]
