import pytest

from jobfair.common.errors import Invalid
from jobfair.common.phones import mobile_number, spoken_number


@pytest.mark.parametrize(
    "typed",
    ["13800000000", "138 0000 0000", "138-0000-0000", "+86 138 0000 0000", "0086 13800000000",
     "１３８００００００００", " 138\u30000000\u30000000 "],
)  # fmt: skip
def test_a_mobile_number_is_understood_however_it_is_typed(typed):
    assert mobile_number(typed) == "+8613800000000"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "phone_unreadable"),
        ("1380000", "phone_unreadable"),
        ("电话", "phone_unreadable"),
        ("0592-5550000", "phone_landline"),
        ("+1 202 555 0143", "phone_region"),
    ],
)
def test_what_cannot_get_a_message_is_refused_with_its_reason(typed, code):
    with pytest.raises(Invalid, match=code):
        mobile_number(typed)


def test_another_country_may_be_allowed(settings):
    settings.SMS_REGIONS = ["CN", "SG"]
    assert mobile_number("+65 8123 4567") == "+6581234567"


@pytest.mark.parametrize(
    ("stored", "said"),
    [("+8613800000000", "138 0000 0000"), ("+6581234567", "+65 8123 4567"), ("?", "?")],
)
def test_a_number_is_shown_as_people_read_it(stored, said):
    assert spoken_number(stored) == said
