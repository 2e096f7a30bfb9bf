import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jobfair.booths.models import Position
from jobfair.booths.services import edit_position
from jobfair.booths.vocabulary import EASY_READ
from jobfair.common.review import ReviewState
from jobfair.fairs.services import close_fair
from jobfair.web.forms.rep.position import PositionForm
from tests.factories import make_organiser_user, make_position, make_rep
from tests.web.rep.conftest import text

COMPLETE = {
    "title": "包装员",
    "job_type": "包装工",
    "headcount": "2",
    "workplace": "onsite",
    "district": "思明区",
    "duties": "把饼干装进盒子。",
    "pay_unit": "month",
    "pay_min": "３，０００元",
    "pay_max": "4000",
    "posture": "sitting",
    "telephone": "none",
    "noise": "quiet",
    "provisions": ["lift", "meals"],
    "easy_what": "装饼干",
    "easy_where": "思明区",
    "easy_when": "白天",
    "easy_pay": "每月 3000 元",
    "easy_support": "有人带您做",
}
LEAST = {
    "title": "包装员",
    "job_type": "包装工",
    "headcount": "1",
    "workplace": "onsite",
    "pay_unit": "month",
}


def at(name, thing):
    return reverse(f"web:{name}", args=[thing.pk])


def add(desk, **fields):
    return desk.client.post(at("rep_add_position", desk.booth), fields, follow=True)


def test_a_title_and_a_job_type_are_enough_to_keep_a_draft(desk):
    page = add(desk, **LEAST)
    assert Position.objects.get().review_state == ReviewState.DRAFT
    assert "还差 9 项就可以提交审核" in text(page)
    assert 'href="#id_easy_what"' in text(page)


def test_a_whole_position_is_read_as_people_type_it(desk):
    add(desk, **COMPLETE)
    position = Position.objects.get()
    assert (position.pay_min, position.pay_max, position.headcount) == (3000, 4000, 2)
    assert position.provisions == ["有电梯", "包餐或有食堂"]


def test_saving_and_handing_in_is_one_press(desk):
    page = add(desk, **COMPLETE, action="submit")
    assert Position.objects.get().review_state == ReviewState.SUBMITTED
    assert "已提交审核。" in text(page)


def test_handing_in_too_early_keeps_what_was_typed_and_says_what_is_missing(desk):
    page = add(desk, **LEAST | {"duties": "把饼干装进盒子。"}, action="submit")
    position = Position.objects.get()
    assert (position.duties, position.review_state) == ("把饼干装进盒子。", ReviewState.DRAFT)
    assert page.request["PATH_INFO"] == at("rep_position", position)
    assert "还差几项，补全后再提交。" in text(page)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"title": ""}, "请填写这一项。"),
        ({"pay_min": "很多"}, "请只写数字"),
        ({"pay_min": "5000"}, "请改成不低于最低薪资的数。"),
        ({"headcount": "0"}, "请改成 1 或更多。"),
        ({"headcount": "5", "headcount_max": "3"}, "请改成比招聘人数大的数"),
        ({"provisions": ["unheard_of"]}, "请从给出的选项里选。"),
        ({"easy_what": "长" * 121}, "121"),
    ],
)
def test_what_cannot_be_saved_comes_back_as_typed(desk, change, sentence):
    page = text(add(desk, **COMPLETE | {"duties": "一件特别的事"} | change))
    assert sentence in page
    assert "一件特别的事" in page
    assert not Position.objects.exists()


def test_every_field_of_the_form_comes_back_from_the_stored_position(desk):
    add(desk, **COMPLETE, hours="9 点到 5 点", title_en="Packer", easy_pay_en="3000 a month")
    page = desk.client.get(at("rep_position", Position.objects.get()))
    form = page.context["form"]
    desk.client.post(
        page.request["PATH_INFO"],
        {
            name: form[name].value()
            for name in form.fields
            if form[name].value() not in (None, False)
        },
    )
    again = desk.client.get(page.request["PATH_INFO"]).context["form"]
    assert again.initial | {"known": ""} == form.initial | {"known": ""}


def test_the_draft_of_easy_sentences_is_made_from_what_was_typed_and_saves_nothing(desk):
    typed = (
        COMPLETE
        | dict.fromkeys(EASY_READ, "")
        | {
            "duties": "1、把饼干装进盒子。2、贴标签。",
            "address": "思明区测试路 1 号",
            "hours": "周一到周五",
            "shift": "day",
            "easy_support": "我自己写的",
        }
    )
    page = desk.client.post(at("rep_add_position", desk.booth), typed | {"action": "suggest"})
    form = page.context["form"]
    assert {name: form[name].value() for name in EASY_READ} == {
        "easy_what": "把饼干装进盒子",
        "easy_where": "思明区测试路 1 号",
        "easy_when": "周一到周五，白班",
        "easy_pay": "每月 3000 到 4000 元",
        "easy_support": "我自己写的",
    }
    assert form["title"].value() == "包装员"
    assert form["provisions"].value() == ["lift", "meals"]
    assert not Position.objects.exists()


@pytest.mark.parametrize("typed", [{}, {"pay_min": "很多", "headcount": "x"}])
def test_a_draft_of_nothing_says_what_to_fill_first_and_loses_nothing(desk, typed):
    page = desk.client.post(at("rep_add_position", desk.booth), typed | {"action": "suggest"})
    assert "没有可以代写的" in text(page)
    assert all(page.context["form"][name].value() == value for name, value in typed.items())
    assert 'id="errors"' not in text(page)


def test_drafted_sentences_are_chinese_on_an_english_page(desk):
    desk.client.cookies["django_language"] = "en"
    page = desk.client.post(
        at("rep_add_position", desk.booth), COMPLETE | {"easy_pay": "", "action": "suggest"}
    )
    assert page.context["form"]["easy_pay"].value() == "每月 3000 到 4000 元"


def test_flagged_wording_is_named_with_what_to_write_instead(desk):
    page = text(add(desk, **COMPLETE, requirements="五官端正"))
    assert Position.objects.get().requirements == "五官端正"
    assert "“五官端正”" in page
    assert "外貌不是工作要求" in page
    assert 'href="#id_requirements"' in page


def test_flagged_wording_in_a_public_position_is_told_to_be_reviewed_again(desk):
    position = make_position(desk.booth)
    page = desk.client.post(
        at("rep_position", position), COMPLETE | {"requirements": "身体健康"}, follow=True
    )
    position.refresh_from_db()
    assert position.review_state == ReviewState.SUBMITTED
    assert "需要主办方再看一遍" in text(page)


def test_emptying_a_public_position_is_refused_beside_the_field(desk):
    position = make_position(desk.booth)
    page = desk.client.post(at("rep_position", position), COMPLETE | {"easy_pay": ""})
    assert page.context["form"].errors["easy_pay"]
    position.refresh_from_db()
    assert position.easy_pay == "每月 3000 到 4000 元"


def test_the_list_says_where_each_stands(desk):
    states = {
        "草稿齐": {"review_state": "draft"},
        "草稿缺": {"review_state": "draft", "easy_what": ""},
        "退回": {"review_state": "returned", "review_note": "请写明班次"},
        "等": {"review_state": "submitted"},
        "过": {},
        "停": {"closed_at": desk.fair.starts_at},
    }
    for title, fields in states.items():
        make_position(desk.booth, title=title, **fields)
    page = text(desk.client.get(at("rep_positions", desk.booth)))
    for sentence in (
        "填好了，可以提交审核。",
        "还差 1 项就可以提交审核。",
        "请写明班次",
        "等主办方审核，通过后公开。",
        "展位发布后，求职者就能看到它。",
        "已停止招聘",
        "2 个岗位填好了，还没有提交审核。",
    ):
        assert sentence in page


def test_the_list_takes_as_many_queries_for_three_as_for_one(desk):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            desk.client.get(at("rep_positions", desk.booth))
        return len(captured)

    make_position(desk.booth, review_state="draft")
    once = queries()
    make_position(desk.booth, provisions=["lift"])
    make_position(desk.booth, job_type="保洁", review_state="returned")
    assert queries() == once


def test_the_buttons_of_the_list_do_what_they_say(desk):
    first = make_position(desk.booth, title="甲", review_state="draft", reviewed_at=None)
    second = make_position(desk.booth, title="乙", review_state="draft", reviewed_at=None)

    def order():
        return [position.title for position in desk.booth.positions.all()]

    desk.client.post(at("rep_move_position", second), {"to": "up"})
    assert order() == ["乙", "甲"]
    desk.client.post(at("rep_move_position", second), {"to": "down"})
    assert order() == ["甲", "乙"]
    desk.client.post(at("rep_duplicate_position", first))
    assert order() == ["甲", "乙", "甲（副本）"]
    assert "不能找回" in text(desk.client.get(at("rep_remove_position", second)))
    desk.client.post(at("rep_remove_position", second))
    assert order() == ["甲", "甲（副本）"]
    desk.client.post(at("rep_submit_position", first))
    first.refresh_from_db()
    assert first.review_state == ReviewState.SUBMITTED
    desk.client.post(at("rep_submit_all", desk.booth))
    assert not desk.booth.positions.unsubmitted().exists()


def test_a_public_position_stops_and_starts_recruiting(desk):
    position = make_position(desk.booth)
    assert "可以重新招聘" in text(desk.client.get(at("rep_close_position", position)))
    desk.client.post(at("rep_close_position", position))
    assert not Position.objects.approved().exists()
    desk.client.post(at("rep_reopen_position", position))
    assert Position.objects.approved().get() == position


def test_what_was_public_is_not_offered_for_removal(desk):
    position = make_position(desk.booth)
    assert at("rep_remove_position", position) not in text(
        desk.client.get(at("rep_positions", desk.booth))
    )


def test_the_form_holds_every_field_a_position_can_be_given():
    from jobfair.booths.services.positions import POSITION_FIELDS

    elsewhere = {"order", "source_note"}
    assert PositionForm.base_fields.keys() == (POSITION_FIELDS - elsewhere) | {
        "job_type",
        "provisions",
    }


def test_what_figures_count_stays_when_the_fair_is_over_and_nothing_typed_is_lost(desk):
    position = make_position(desk.booth, "包装工", headcount=2, district="思明区")
    boss = make_organiser_user(desk.booth.fair.organiser)
    close_fair(boss, fair=desk.booth.fair)
    assert "重新招聘" not in text(desk.client.get(at("rep_positions", desk.booth)))
    page = desk.client.get(at("rep_position", position))
    assert "招聘人数、工种和工作所在区已经统计上报，不能再改。" in text(page)
    said = COMPLETE | {"headcount": "9", "duties": "把饼干装好。"}
    page = desk.client.post(at("rep_position", position), said)
    assert "请改回原来的内容。" in text(page)
    assert "把饼干装好。" in page.content.decode()
    desk.client.post(at("rep_position", position), said | {"headcount": "2"})
    position.refresh_from_db()
    assert (position.headcount, position.duties) == (2, "把饼干装好。")


def test_what_a_colleague_wrote_meanwhile_is_shown_beside_what_was_typed(desk):
    add(desk, **COMPLETE)
    position = Position.objects.get()
    page = at("rep_position", position)
    known = desk.client.get(page).context["form"]["known"].value()
    colleague = make_rep(desk.employer)
    edit_position(colleague, position=position, duties="把面包装进袋子。", noise="loud")
    typed = COMPLETE | {"duties": "把糖装进盒子。", "known": known}
    answer = desk.client.post(page, typed)
    assert "同事刚改过" in text(answer)
    assert "把面包装进袋子。" in text(answer)
    assert "把糖装进盒子。</textarea>" in text(answer)
    form = answer.context["form"]
    beside = [name for name, field in form.fields.items() if hasattr(field, "stands_now")]
    assert beside == ["duties", "noise"]
    position.refresh_from_db()
    assert position.duties == "把面包装进袋子。"
    desk.client.post(page, typed | {"known": form["known"].value()})
    position.refresh_from_db()
    assert (position.duties, position.noise) == ("把糖装进盒子。", "quiet")


def test_a_draft_of_sentences_keeps_what_was_known_and_a_second_press_is_no_conflict(desk):
    add(desk, **COMPLETE)
    page = at("rep_position", Position.objects.get())
    typed = COMPLETE | {"duties": "把糖装进盒子。"}
    typed["known"] = desk.client.get(page).context["form"]["known"].value()
    drafted = desk.client.post(page, typed | {"action": "suggest", "easy_pay": ""})
    assert drafted.context["form"]["known"].value() == typed["known"]
    assert desk.client.post(page, typed).status_code == 302
    assert desk.client.post(page, typed).status_code == 302


@pytest.mark.parametrize("is_ready", [True, False])
def test_what_is_to_be_handed_in_stands_out_when_there_is_something(desk, is_ready):
    make_position(desk.booth, review_state="draft" if is_ready else "approved")
    page = text(desk.client.get(at("rep_positions", desk.booth)))
    assert ("都提交审核" in page) is is_ready
    assert page.count('class="button"') == 1
