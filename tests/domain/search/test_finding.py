"""What the index finds, in which order, and that it follows every change of a text."""

import pytest

from jobfair.accounts.services import edit_employer
from jobfair.booths.models import Position
from jobfair.booths.search import Wishes, reindex_all
from jobfair.booths.search.entries import BOOTH, POSITION
from jobfair.booths.services import (
    add_booth,
    add_position,
    copy_booths,
    duplicate_position,
    edit_booth,
    edit_position,
    place_booth,
    remove_booth,
    remove_position,
)
from jobfair.common.models import SearchEntry
from tests.factories import (
    make_booth,
    make_employer,
    make_fair,
    make_organiser,
    make_organiser_user,
    make_position,
)
from tests.factories.imports import apply, receive_rows, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser():
    return make_organiser()


@pytest.fixture
def desk(organiser):
    return make_organiser_user(organiser)


@pytest.fixture
def fair(organiser):
    return make_fair(organiser)


@pytest.fixture
def booth(fair, organiser):
    return make_booth(
        fair, make_employer(organiser, name="白鹭洲食品有限公司", name_en="Egret Isle Foods")
    )


def found(fair, text, kind=POSITION):
    return Wishes(text=text).found([fair.pk], kind)


@pytest.mark.parametrize(
    "question",
    [
        "包装",
        "装工",
        "包装工",
        "包",
        "工",
        "手工包装工",
        "baozhuang",
        "bao zhuang",
        "BaoZhuangGong",
        "zhuanggong",
        "bzg",
        "sgbzg",
        "ｂｚｇ",
        "包装gong",
        "包装 思明",
        "白鹭洲",
        "食品 包装",
        "bailuzhou",
        "blz 包装",
        "egret",
        "纸盒",
        "packing",
        "流水线",
        "lsx",
    ],
)
def test_a_position_is_found_by(fair, booth, question):
    position = make_position(
        booth,
        job_type="流水线工",
        title="手工包装工",
        title_en="Packing by hand",
        duties="把成品装进纸盒。",
    )
    make_position(booth, title="门卫", job_type="保安", duties="看门。", easy_what="看门")
    assert position.pk in found(fair, question)


@pytest.mark.parametrize("question", ["装包", "焊接", "bzx", "zhihe", "包装 焊接", "x", "？", ""])
def test_a_position_is_not_found_by(fair, booth, question):
    make_position(booth, title="手工包装工", duties="把成品装进纸盒。")
    assert found(fair, question) == []


def test_two_pairs_must_stand_side_by_side(fair, booth):
    make_position(booth, title="包装品检", duties="检查工装。", easy_what="检查")
    assert found(fair, "包装工装") == []


@pytest.mark.parametrize(
    "question",
    ["白鹭洲包装工", "白鹭洲食品手工包装", "白鹭洲公司包装工", "白鹭洲流水线", "白鹭洲包装 思明区"],
)
def test_an_employer_and_a_job_run_together_are_found(fair, booth, organiser, question):
    position = make_position(booth, title="手工包装工", job_type="流水线工", district="思明区")
    make_position(booth, title="门卫", job_type="保安", duties="给包装工开门。")
    other = make_booth(fair, make_employer(organiser, name="凤凰木食品有限公司"))
    make_position(other, title="手工包装工", job_type="流水线工", district="思明区")
    assert found(fair, question) == [position.pk]
    assert found(fair, question.replace("白鹭洲", "黑鹭洲")) == []


def test_what_holds_the_words_side_by_side_stands_alone(fair, booth):
    make_position(booth, title="包装工")
    whole = make_position(booth, title="白鹭洲包装工")
    assert found(fair, "白鹭洲包装工") == [whole.pk]


def test_title_before_job_type_before_employer_before_text(fair, organiser):
    names = [("客服", "文员", "甲公司"), ("文员", "客服", "乙公司"), ("司机", "驾驶", "客服公司")]
    rows = [
        make_position(
            make_booth(fair, make_employer(organiser, name=employer)), title=title, job_type=kind
        )
        for title, kind, employer in names
    ]
    rows.append(
        make_position(
            make_booth(fair, make_employer(organiser)),
            title="园丁",
            job_type="园艺",
            duties="不做客服。",
        )
    )
    assert found(fair, "客服") == [row.pk for row in rows]


def test_only_the_asked_fairs_are_searched(fair, booth, organiser):
    make_position(booth, title="面点师")
    assert found(make_fair(organiser), "面点") == []


def test_a_booth_is_found_by_its_own_words(fair, booth, desk):
    edit_booth(desk, booth=booth, intro="我们做冷冻水饺。")
    assert found(fair, "水饺", BOOTH) == [booth.pk]
    assert found(fair, "白鹭洲", BOOTH) == [booth.pk]


@pytest.mark.parametrize("question", ["A07", "a07", "A7", "Ａ０７", " A区07 ", "A-07"])
def test_a_booth_and_its_positions_are_found_by_their_place(fair, booth, desk, question):
    position = make_position(booth)
    place_booth(desk, booth=booth, zone=fair.zones.get(), number=7)
    assert found(fair, question, BOOTH) == [booth.pk]
    assert found(fair, question) == [position.pk]


@pytest.mark.parametrize(
    "question", ["A07 包装", "包装 a7", "A 区 07 包装", "A07包装", "A07 白鹭洲 bz", "Ａ０７　包装"]
)
def test_a_place_and_words_find_what_there_holds_them(fair, booth, desk, question):
    position = make_position(booth, title="手工包装工")
    make_position(booth, title="保安", job_type="保安", duties="看门。")
    elsewhere = make_booth(fair)
    make_position(elsewhere, title="包装工")
    place_booth(desk, booth=booth, zone=fair.zones.get(), number=7)
    assert found(fair, question) == [position.pk]


def test_a_sign_that_is_also_a_word_finds_both(fair, booth, desk):
    there, named = (
        make_position(booth, title="打印"),
        make_position(make_booth(fair), title="A7 打印"),
    )
    place_booth(desk, booth=booth, zone=fair.zones.get(), number=7)
    assert found(fair, "A7 打印") == [there.pk, named.pk]


@pytest.mark.parametrize("question", ["A07 焊接", "A08 包装", "A07 A08", "白鹭洲 焊接"])
def test_every_word_must_be_met(fair, booth, desk, question):
    make_position(booth, title="手工包装工")
    place_booth(desk, booth=booth, zone=fair.zones.get(), number=7)
    assert found(fair, question) == []


@pytest.mark.parametrize("question", ["A08", "A", "07", "7", "B07", "A07007", "0"])
def test_another_place_finds_nobody(fair, booth, desk, question):
    make_position(booth)
    place_booth(desk, booth=booth, zone=fair.zones.get(), number=7)
    assert found(fair, question, BOOTH) == found(fair, question) == []


def test_a_renamed_zone_is_found_by_its_new_letter(fair, booth):
    fair.zones.update(code="C")
    assert found(fair, "C01", BOOTH) == [booth.pk]
    assert found(fair, "A01", BOOTH) == []


def test_what_is_added_and_changed_is_found_at_once(fair, booth, desk):
    position = add_position(desk, booth=booth, title="面点师", job_type="厨师")
    assert found(fair, "面点") == [position.pk]
    edit_position(desk, position=position, title="西点师", job_type="烘焙")
    assert found(fair, "面点") == []
    assert found(fair, "hongbei") == [position.pk]


def test_a_renamed_employer_is_found_by_its_new_name(fair, booth, desk):
    position = make_position(booth)
    edit_employer(desk, employer=booth.employer, name="筼筜点心坊")
    assert found(fair, "筼筜") == [position.pk]
    assert found(fair, "白鹭洲") == []
    assert found(fair, "点心坊", BOOTH) == [booth.pk]


def test_what_is_removed_leaves_nothing_behind(fair, organiser, desk):
    booth = add_booth(desk, fair=fair, employer=make_employer(organiser))
    position = add_position(desk, booth=booth, title="面点师", job_type="厨师")
    add_position(desk, booth=booth, title="厨师", job_type="厨师")
    remove_position(desk, position=position)
    assert found(fair, "面点") == []
    remove_booth(desk, booth=booth)
    assert not SearchEntry.objects.exists()


def test_copies_are_found(fair, booth, desk, organiser):
    position = make_position(booth, title="面点师")
    twin = duplicate_position(desk, position=position)
    assert set(found(fair, "面点")) == {position.pk, twin.pk}
    target = make_fair(organiser)
    copy_booths(desk, source=fair, target=target)
    copies = Position.objects.filter(booth__fair=target).values_list("pk", flat=True)
    assert set(found(target, "面点")) == set(copies)
    assert len(found(target, "白鹭洲", BOOTH)) == 1


def test_what_comes_from_a_sheet_is_found_until_it_is_taken_back(fair, desk):
    rows = [["鼓浪示例食品厂", "面点师", 1, "面议", "思明区示例路1号", ""]]
    imported = apply(desk, receive_rows(desk, fair, rows))
    position = Position.objects.get()
    assert found(fair, "面点") == found(fair, "思明") == found(fair, "gulang") == [position.pk]
    assert found(fair, "鼓浪", BOOTH) == [position.booth_id]
    undo(desk, imported)
    assert not SearchEntry.objects.exists()


def test_what_a_sheet_changes_is_found_by_what_it_says_now(fair, booth, desk):
    position = make_position(booth, title="面点师", job_type="面点师", address="湖里区示例路2号")
    headings = ["单位名称", "岗位名称", "招聘人数", "工作地点", "工作内容"]
    rows = [[booth.employer.name, "面点师", 1, "湖里区示例路2号", "做蒸饺。"]]
    imported = apply(desk, receive_rows(desk, fair, rows, headings))
    assert found(fair, "蒸饺") == [position.pk]
    undo(desk, imported)
    assert found(fair, "蒸饺") == []
    assert found(fair, "面点") == [position.pk]


def test_building_the_index_anew_changes_nothing_but_what_was_stale(fair, booth):
    position = make_position(booth, title="面点师")
    before = set(SearchEntry.objects.values_list("subject", "title", "owner_words"))
    SearchEntry.objects.filter(subject=position.pk).update(title="旧的")
    assert reindex_all() == 2
    assert set(SearchEntry.objects.values_list("subject", "title", "owner_words")) == before
    assert found(fair, "面点") == [position.pk]
