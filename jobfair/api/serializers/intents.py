"""Intents: how each stands, and the steps that are recorded."""

from typing import Any, ClassVar

from rest_framework import serializers

from jobfair.api.fields import KeyField
from jobfair.intents.models import LONGEST_WORD, Channel, Intent, Voice
from jobfair.intents.steps import Side, Step, Word


class IntentSerializer(serializers.ModelSerializer[Intent]):
    """How one person and one position stand to each other; both sides read the same."""

    id = KeyField(read_only=True)
    fair = KeyField(source="fair_id", read_only=True)
    booth = KeyField(source="booth_id", read_only=True)
    position = KeyField(source="position_id", read_only=True)
    title = serializers.CharField(source="position.title", read_only=True)
    employer = serializers.CharField(source="booth.employer.name", read_only=True)
    person = KeyField(source="person_id", read_only=True)
    name = serializers.CharField(source="person.__str__", read_only=True)
    jobseeker_word = serializers.ChoiceField(
        source="jobseeker", choices=Word.choices, read_only=True
    )
    employer_word = serializers.ChoiceField(source="employer", choices=Word.choices, read_only=True)

    class Meta:
        model = Intent
        fields: ClassVar = [
            *["id", "fair", "booth", "position", "title", "employer", "person", "name"],
            *["jobseeker_word", "employer_word", "stage", "state", "last_number", "last_at"],
        ]
        read_only_fields = fields


class StepSerializer(serializers.Serializer[Any]):
    """One step. `cid` is made once by the program, so that a retry records nothing twice.

    `person` is left out by jobseekers, who speak for themselves; a rep names the person.
    `corrects` is the number of the entry that `undone` takes back.
    """

    position = KeyField()
    person = KeyField(required=False)
    step = serializers.ChoiceField(
        choices=[(step.value, step.label) for step in Step if step != Step.MERGED]
    )
    cid = serializers.RegexField(r"^[0-9a-f]{32}$")
    corrects = serializers.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
    remark = serializers.CharField(required=False, max_length=LONGEST_WORD)


class HeardSerializer(StepSerializer):
    """One step as an adviser heard it from somebody, by telephone or on site.

    `voice` is who said so: the jobseeker or their family for their side, the employer's contact for theirs.
    """

    person = KeyField()
    side = serializers.ChoiceField(choices=Side.choices)
    voice = serializers.ChoiceField(
        choices=[(voice.value, voice.label) for voice in Voice if voice != Voice.OWN]
    )
    channel = serializers.ChoiceField(
        choices=[(one.value, one.label) for one in (Channel.PHONE, Channel.ONSITE)]
    )
