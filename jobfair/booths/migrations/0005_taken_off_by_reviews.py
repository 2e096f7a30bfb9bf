"""What reviews took off the public pages before it was noted when: since the first return."""

from django.db import migrations


def note(apps, schema_editor):
    Position = apps.get_model("booths", "Position")
    waiting = Position.objects.filter(first_approved_at__isnull=False, taken_off_at=None)
    for position in waiting.exclude(review_state="approved").iterator():
        since = None
        for outcome, at in position.reviews.order_by("created_at").values_list(
            "outcome", "created_at"
        ):
            since = None if outcome == "approved" else since or at
        Position.objects.filter(pk=position.pk).update(taken_off_at=since)


class Migration(migrations.Migration):
    dependencies = [("booths", "0004_taken_off_at")]

    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
