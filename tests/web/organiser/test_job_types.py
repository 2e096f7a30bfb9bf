"""The page on which job types get their English names."""

from django.urls import reverse

from tests.factories import make_booth, make_fair, make_position
from tests.web.reading import words_of


def test_those_without_a_name_come_first_and_one_is_named(desk):
    make_position(desk.booth, job_type="安检员")
    make_position(make_booth(make_fair()), job_type="别处的工种")
    kind = desk.position.job_type
    address, client = reverse("web:desk_job_type", args=[kind.pk]), desk.client()
    page = words_of(client.post(address, {"name_en": "Packer"}, follow=True))
    assert "已保存。" in page
    assert "Packer" in page
    assert page.index("安检员") < page.index(kind.name)
    assert "别处的工种" not in page


def test_a_name_that_is_too_long_comes_back_with_a_sentence(desk):
    address = reverse("web:desk_job_type", args=[desk.position.job_type.pk])
    page = words_of(desk.client().post(address, {"name_en": "x" * 90}))
    assert "x" * 90 in page
    assert "error-summary" in page
