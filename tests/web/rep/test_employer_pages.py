import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jobfair.accounts import services
from jobfair.accounts.models import Employer
from jobfair.common.review import ReviewState
from jobfair.web.forms.known import KNOWN
from jobfair.web.forms.rep.employer import EmployerForm
from tests.domain.pictures import picture_bytes
from tests.factories import make_employer
from tests.web.rep.conftest import text

WHOLE = {
    "name": "测试单位甲",
    "kind": "company",
    "licence_number": " ９１350200ma31aaaa0x ",
    "intro": "我们做纸盒。",
    "district": "思明区",
    "contact_name": "林女士",
    "contact_phone": "0592-5550000",
}


@pytest.fixture
def draft(desk):
    Employer.objects.filter(pk=desk.employer.pk).update(review_state=ReviewState.DRAFT)
    desk.address = reverse("web:rep_employer", args=[desk.employer.pk])
    return desk


def fresh(desk):
    return Employer.objects.get(pk=desk.employer.pk)


def test_the_record_is_saved_and_handed_in(draft):
    draft.client.post(draft.address, WHOLE | {"action": "save"})
    assert fresh(draft).licence_number == "91350200MA31AAAA0X"
    assert fresh(draft).review_state == ReviewState.DRAFT
    draft.client.post(draft.address, WHOLE | {"action": "submit"})
    assert fresh(draft).review_state == ReviewState.SUBMITTED


def test_handing_in_a_gap_keeps_what_was_typed_and_names_it(draft):
    page = draft.client.post(draft.address, WHOLE | {"intro": "", "action": "submit"}, follow=True)
    assert fresh(draft).contact_name == "林女士"
    assert fresh(draft).review_state == ReviewState.DRAFT
    assert 'href="#id_intro"' in text(page)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "请填写这一项。"),
        ({"licence_number": "123"}, "统一社会信用代码是 18 位"),
        ({"contact_email": "x"}, "邮"),
    ],
)
def test_what_cannot_be_saved_comes_back_as_typed(draft, change, sentence):
    page = text(draft.client.post(draft.address, WHOLE | {"intro": "特别的介绍"} | change))
    assert sentence in page
    assert "特别的介绍" in page


@pytest.mark.parametrize("field", ["name", "licence_number"])
def test_what_another_employer_has_is_refused_beside_the_field(draft, field):
    other = make_employer(draft.organiser, licence_number="91350200MA31BBBB0X")
    page = draft.client.post(draft.address, WHOLE | {field: getattr(other, field)})
    assert page.status_code == 200
    assert page.context["form"].errors[field]


def test_the_note_of_a_returned_record_is_shown(draft):
    services.submit_employer(draft.rep, employer=draft.employer)
    services.return_employer(draft.boss, employer=draft.employer, note="请写全称")
    page = text(draft.client.get(draft.address))
    assert "请写全称" in page
    assert "保存并提交审核" in page


def test_an_approved_record_is_not_handed_in_again(draft):
    services.submit_employer(draft.rep, employer=draft.employer)
    services.approve_employer(draft.boss, employer=draft.employer)
    draft.client.post(reverse("web:rep_submit_employer", args=[draft.employer.pk]))
    assert fresh(draft).is_approved


def logo(desk, **fields):
    address = reverse("web:rep_logo", args=[desk.employer.pk])
    return desk.client.post(address, {f"logo-{name}": value for name, value in fields.items()})


def test_a_logo_goes_up_and_is_taken_away(draft):
    logo(
        draft,
        upload=SimpleUploadedFile("logo.png", picture_bytes()),
        alt="测试单位标志",
        alt_en="Logo",
    )
    shown = fresh(draft).logo
    assert (shown.alt, shown.alt_en) == ("测试单位标志", "Logo")
    draft.client.post(at("rep_remove_logo", draft))
    assert fresh(draft).logo is None
    page = draft.client.get(draft.address)
    assert "标志移除了，还留一小时。" in text(page)
    draft.client.post(at("rep_restore_logo", draft))
    assert fresh(draft).logo == shown
    assert fresh(draft).former_logo is None


def at(name, desk):
    return reverse(f"web:{name}", args=[desk.employer.pk])


def test_an_exchanged_logo_is_had_back_and_the_new_one_is_not_lost_by_it(draft):
    for alt in ("旧标志", "新标志"):
        logo(draft, upload=SimpleUploadedFile("logo.png", picture_bytes()), alt=alt)
    draft.client.post(at("rep_restore_logo", draft))
    assert [str(fresh(draft).logo), str(fresh(draft).former_logo)] == ["旧标志", "新标志"]


def test_a_logo_that_is_gone_says_so(draft):
    page = draft.client.post(at("rep_restore_logo", draft), follow=True)
    assert "原来的标志已经删掉了" in text(page)
    assert draft.client.get(at("rep_logo_words", draft)).status_code == 302


def test_the_words_of_a_logo_are_corrected(draft):
    logo(draft, upload=SimpleUploadedFile("logo.png", picture_bytes()), alt="标志")
    page = draft.client.post(at("rep_logo_words", draft), {"alt": ""})
    assert "请填写这一项。" in text(page)
    draft.client.post(at("rep_logo_words", draft), {"alt": "测试单位标志", "alt_en": "Logo"})
    assert (fresh(draft).logo.alt, fresh(draft).logo.alt_en) == ("测试单位标志", "Logo")


@pytest.mark.parametrize(
    ("content", "alt", "field"), [(picture_bytes(), "", "alt"), (b"<svg/>", "标志", "upload")]
)
def test_a_logo_that_cannot_be_taken_says_why(draft, content, alt, field):
    page = logo(draft, upload=SimpleUploadedFile("logo.png", content), alt=alt)
    assert page.context["logo_form"].errors[field]
    assert fresh(draft).logo is None


def test_the_form_holds_every_field_of_the_record():
    from jobfair.accounts.services import EMPLOYER_FIELDS

    assert EmployerForm.base_fields.keys() - {KNOWN} == EMPLOYER_FIELDS
