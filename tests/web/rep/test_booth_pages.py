import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jobfair.accounts.models import Organiser
from jobfair.booths import services
from jobfair.booths.models import Booth, Material
from jobfair.common.review import ReviewState
from tests.domain.pictures import picture_bytes, picture_file
from tests.factories import (
    make_booth,
    make_employer,
    make_fair,
    make_open_fair,
    make_position,
    make_rep,
    make_user,
)
from tests.web.rep.conftest import text


def at(name, thing):
    return reverse(f"web:{name}", args=[thing.pk])


def ready(desk):
    make_position(desk.booth)
    services.staff_booth(desk.rep, booth=desk.booth, user=desk.rep)


def test_home_says_what_is_next(desk):
    page = text(desk.client.get(reverse("web:rep_home")))
    assert desk.fair.name in page
    assert "还差 2 项就可以发布" in page
    ready(desk)
    assert "都齐了，可以发布" in text(desk.client.get(reverse("web:rep_home")))


@pytest.mark.parametrize("published_at", [None, timezone.now()])
def test_a_position_sent_back_is_said_wherever_its_rep_begins(desk, published_at):
    Booth.objects.update(published_at=published_at)
    make_position(desk.booth, review_state=ReviewState.RETURNED)
    for address in (reverse("web:rep_home"), at("rep_booth", desk.booth)):
        page = text(desk.client.get(address))
        assert "1 个岗位要修改后再提交" in page
        assert at("rep_positions", desk.booth) in page
    desk.booth.positions.update(review_state=ReviewState.SUBMITTED)
    assert "要修改后再提交" not in text(desk.client.get(reverse("web:rep_home")))


def crumbs_of(user, address):
    browser = Client()
    browser.force_login(user)
    trail = text(browser.get(address)).partition('class="crumbs')[2].partition("</nav>")[0]
    return re.findall(r'href="([^"]+)"', trail)[1:]


def test_everybody_goes_back_the_way_they_came(desk):
    """The crumbs of a booth lead a rep to the own booths, an organiser to the booths of the fair."""
    home, booth = reverse("web:rep_home"), at("rep_booth", desk.booth)
    of_fair = [reverse("web:desk"), at("desk_fair", desk.fair), at("desk_booths", desk.fair)]
    book = [reverse("web:desk"), reverse("web:desk_employers"), at("desk_employer", desk.employer)]
    assert crumbs_of(desk.rep, booth) == [home]
    assert crumbs_of(desk.boss, booth) == of_fair
    reception = at("rep_desk", desk.booth)
    assert crumbs_of(desk.rep, reception) == [home, booth]
    assert crumbs_of(desk.rep, at("rep_phrases", desk.booth)) == [home, booth, reception]
    assert crumbs_of(desk.rep, at("rep_positions", desk.booth)) == [home, booth]
    assert crumbs_of(desk.boss, at("rep_positions", desk.booth)) == [*of_fair, booth]
    assert crumbs_of(desk.boss, at("rep_import", desk.booth)) == [*of_fair, booth]
    assert crumbs_of(desk.rep, at("rep_employer", desk.employer)) == [home]
    assert crumbs_of(desk.boss, at("rep_employer", desk.employer)) == book


def test_an_open_booth_leads_to_its_desk_first_and_each_link_says_what_it_does(desk):
    fair = make_open_fair(desk.organiser)
    booth = make_booth(fair, desk.employer)
    page = text(desk.client.get(at("rep_booth", booth)))
    assert re.findall(r'class="button" href="([^"]+)"', page) == [at("rep_desk", booth)]
    said = dict(re.findall(r'<a class="action-link" href="([^"]+)">([^<]+)<span', page))
    assert said[at("rep_intents", booth)] == "查看"
    assert said[at("organiser_talk", booth)] == "发消息"
    assert said[at("rep_booth_texts", booth)] == "改"


def test_home_of_somebody_not_invited_says_what_to_do(client, db):
    client.force_login(make_user())
    assert "还没有单位邀请您" in text(client.get(reverse("web:rep_home")))


def queries_of(desk, address):
    with CaptureQueriesContext(connection) as captured:
        assert desk.client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    ("phone", "email", "words"),
    [
        ("0592-5550001", "", "：0592-5550001</p>"),
        ("", "a@example.org", "：a@example.org</p>"),
        ("", "", "测试残联。</p>"),
    ],
)
def test_home_without_a_fair_names_whom_to_ask_as_far_as_is_known(desk, phone, email, words):
    Organiser.objects.update(name="测试残联", phone=phone, email=email)
    desk.booth.delete()
    page = text(desk.client.get("/rep/"))
    assert "想参加，请联系测试残联" in page
    assert words in page


def test_home_takes_as_many_queries_for_three_booths_as_for_one(desk):
    make_position(desk.booth)
    once = queries_of(desk, reverse("web:rep_home"))
    for _ in range(2):
        booth = make_booth(make_fair(desk.organiser), desk.employer)
        make_position(booth)
        make_position(booth)
    assert queries_of(desk, reverse("web:rep_home")) == once


@pytest.mark.parametrize("page", ["rep_booth", "rep_staff", "rep_pictures"])
def test_a_page_takes_as_many_queries_for_three_rows_as_for_one(desk, page):
    def one_more():
        make_position(desk.booth)
        colleague = make_rep(desk.employer)
        services.staff_booth(desk.rep, booth=desk.booth, user=colleague)
        services.add_material(desk.rep, booth=desk.booth, upload=picture_file(), alt="图")
        removed = services.add_material(desk.rep, booth=desk.booth, upload=picture_file(), alt="图")
        services.remove_material(desk.rep, material=removed)

    one_more()
    once = queries_of(desk, at(page, desk.booth))
    one_more()
    one_more()
    assert queries_of(desk, at(page, desk.booth)) == once


def test_the_checklist_leads_straight_to_each_field(desk):
    desk.booth.sessions.clear()
    desk.employer.intro = ""
    desk.employer.review_state = ReviewState.SUBMITTED
    desk.employer.save()
    services.edit_booth(desk.rep, booth=desk.booth, intro="")
    page = text(desk.client.get(at("rep_booth", desk.booth)))
    texts = at("rep_booth_texts", desk.booth)
    for link in (
        f"{texts}#id_intro",
        f"{texts}#id_sessions_0",
        at("rep_positions", desk.booth),
        at("rep_staff", desk.booth),
        at("rep_employer", desk.employer),
    ):
        assert f'class="action-link" href="{link}"' in page
    form = text(desk.client.get(texts))
    assert 'id="id_intro"' in form
    assert 'id="id_sessions_0"' in form


def test_texts_and_sessions_are_saved(desk):
    session = desk.fair.sessions.get()
    desk.client.post(
        at("rep_booth_texts", desk.booth),
        {
            "intro": "新介绍",
            "intro_en": "New",
            "sessions": [str(session.pk)],
            "hours_note": "下午到",
        },
    )
    booth = Booth.objects.get(pk=desk.booth.pk)
    assert (booth.intro, booth.intro_en, booth.hours_note) == ("新介绍", "New", "下午到")


def test_too_long_a_text_comes_back_whole_with_a_sentence(desk):
    long = "长" * 1001
    response = desk.client.post(at("rep_booth_texts", desk.booth), {"intro": long})
    assert long in text(response)
    assert 'id="errors"' in text(response)


def test_publishing_is_asked_and_done(desk):
    ready(desk)
    assert "现在发布展位？" in text(desk.client.get(at("rep_publish", desk.booth)))
    assert not Booth.objects.public().exists()
    desk.client.post(at("rep_publish", desk.booth), {"confirmed": "yes"})
    assert Booth.objects.public().get() == desk.booth
    desk.client.post(at("rep_unpublish", desk.booth), {"confirmed": "yes"})
    assert not Booth.objects.public().exists()


def test_publishing_too_early_says_what_is_missing_where_the_person_was(desk):
    back = "http://testserver" + at("rep_booth", desk.booth)
    response = desk.client.post(
        at("rep_publish", desk.booth), headers={"Referer": back}, follow=True
    )
    assert "还差几项，补全后再发布。" in text(response)
    assert "至少添加一个岗位。" in text(response)


def test_staffing_is_chosen_among_colleagues(desk):
    colleague, stranger = make_rep(desk.employer), make_rep(make_employer())
    desk.client.post(at("rep_staff", desk.booth), {"users": [str(colleague.pk)]})
    assert desk.booth.staffing.get().user == colleague
    desk.client.post(at("rep_staff", desk.booth), {"users": [str(stranger.pk)]})
    assert desk.booth.staffing.get().user == colleague
    desk.client.post(at("rep_staff", desk.booth), {})
    assert not desk.booth.staffing.exists()


def upload(desk, content=None, alt="车间"):
    file = SimpleUploadedFile("photo.jpg", content or picture_bytes("JPEG"))
    return desk.client.post(at("rep_pictures", desk.booth), {"upload": file, "alt": alt})


def test_a_picture_goes_up_comes_down_and_comes_back(desk):
    upload(desk)
    material = Material.objects.get()
    page = desk.client.post(at("rep_remove_picture", material), follow=True)
    assert "已移除图片：车间" in text(page)
    assert not desk.booth.materials.exists()
    desk.client.post(at("rep_restore_picture", material))
    assert desk.booth.materials.get() == material


def test_the_words_of_a_picture_are_corrected_and_it_is_moved(desk):
    for alt in ("车间", "门口"):
        services.add_material(desk.rep, booth=desk.booth, upload=picture_file(), alt=alt)
    first, second = desk.booth.materials.all()
    refused = desk.client.post(at("rep_picture", first), {"alt": "", "alt_en": "A hall"})
    assert 'value="A hall"' in text(refused)
    words = {"alt": "明亮的车间", "alt_en": "A bright hall"}
    page = desk.client.post(at("rep_picture", first), words, follow=True)
    assert "图片说明改好了" in text(page)
    first.picture.refresh_from_db()
    assert first.picture.alt_en == "A bright hall"
    desk.client.post(at("rep_move_picture", second), {"to": "forward"})
    assert list(desk.booth.materials.all()) == [second, first]
    desk.client.post(at("rep_move_picture", second), {"to": "back"})
    assert list(desk.booth.materials.all()) == [first, second]


@pytest.mark.parametrize(
    ("content", "alt", "sentence"),
    [
        (None, "", "请填写这一项。"),
        (b"not a picture", "车间", "这个文件不是能打开的图片。"),
        (bytes(8 * 1024 * 1024 + 1), "车间", "图片超过 8 MB。"),
    ],
    ids=["no description", "no picture", "too large"],
)
def test_a_picture_that_cannot_be_taken_says_why_and_keeps_the_words(desk, content, alt, sentence):
    response = upload(desk, content, alt)
    assert sentence in text(response)
    assert f'value="{alt}"' in text(response) or not alt
    assert not Material.objects.exists()


def test_a_full_booth_offers_no_form(desk):
    for _ in range(6):
        services.add_material(desk.rep, booth=desk.booth, upload=picture_file(), alt="图")
    page = text(desk.client.get(at("rep_pictures", desk.booth)))
    assert "放满了" in page
    assert 'type="file"' not in page
    assert "一个展位最多 6 张图片" in text(upload(desk))


def test_lean_pages_carry_no_pictures(desk):
    services.add_material(desk.rep, booth=desk.booth, upload=picture_file(), alt="车间")
    desk.client.cookies["jobfair_looks"] = "lean=on"
    page = text(desk.client.get(at("rep_pictures", desk.booth)))
    assert "<img" not in page
    assert "车间" in page


def test_what_jobseekers_will_see_is_one_link_away_before_it_is_public(desk):
    position = make_position(desk.booth, review_state="draft")
    for page, preview in (
        (at("rep_booth", desk.booth), at("booth", desk.booth)),
        (at("rep_positions", desk.booth), at("position", position)),
    ):
        assert f'href="{preview}"' in text(desk.client.get(page))
        assert "还没有公开" in text(desk.client.get(preview))
