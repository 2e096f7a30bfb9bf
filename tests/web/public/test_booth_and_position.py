"""One booth and one position: what they say, who may see them, where they lead."""

import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobfair.common.models import Picture
from tests.factories import (
    make_booth,
    make_employer,
    make_fair,
    make_jobseeker,
    make_organiser,
    make_organiser_user,
    make_position,
    make_rep,
)

pytestmark = pytest.mark.django_db

ROLES = ("visitor", "jobseeker", "rep", "other rep", "organiser", "other organiser")
HIDDEN_BOOTHS = {
    "unpublished": {"published_at": None},
    "unapproved employer": {"employer": {"review_state": "submitted"}},
    "draft fair": {"fair": {"state": "draft"}},
}
HIDDEN_POSITIONS = {
    "draft": {"review_state": "draft"},
    "submitted": {"review_state": "submitted"},
    "returned": {"review_state": "returned"},
    "closed": {"closed_at": timezone.now()},
}


def person(role, booth):
    makers = {
        "jobseeker": make_jobseeker,
        "rep": lambda: make_rep(booth.employer),
        "other rep": lambda: make_rep(make_employer(booth.fair.organiser)),
        "organiser": lambda: make_organiser_user(booth.fair.organiser),
        "other organiser": lambda: make_organiser_user(make_organiser()),
    }
    return makers[role]() if role in makers else None


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("hidden", HIDDEN_BOOTHS)
def test_a_hidden_booth_and_its_positions_are_404_but_for_its_own(
    client, booth, position, role, hidden
):
    for thing, fields in HIDDEN_BOOTHS[hidden].items():
        target = getattr(booth, thing) if isinstance(fields, dict) else booth
        for name, value in (fields if isinstance(fields, dict) else {thing: fields}).items():
            setattr(target, name, value)
        target.save()
    if user := person(role, booth):
        client.force_login(user)
    expected = 200 if role in ("rep", "organiser") else 404
    for path in (f"/booths/{booth.key}/", f"/positions/{position.key}/"):
        response = client.get(path)
        assert response.status_code == expected
        assert ("还没有公开" in response.content.decode()) is (expected == 200)


@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("hidden", HIDDEN_POSITIONS)
def test_a_hidden_position_is_404_but_for_its_own(client, booth, role, hidden):
    position = make_position(booth, **HIDDEN_POSITIONS[hidden])
    if user := person(role, booth):
        client.force_login(user)
    expected = 200 if role in ("rep", "organiser") else 404
    assert client.get(f"/positions/{position.key}/").status_code == expected


@pytest.mark.parametrize("path", ["/booths/{}/", "/positions/{}/", "/fairs/{}/"])
def test_what_is_not_there_and_what_may_not_be_seen_look_the_same(client, booth, path):
    hidden = {
        "/booths/{}/": make_booth(booth.fair, published_at=None),
        "/positions/{}/": make_position(booth, review_state="draft"),
        "/fairs/{}/": make_fair(booth.fair.organiser, state="draft"),
    }[path]
    nowhere = client.get(path.format("0" * 26))
    secret = client.get(path.format(hidden.key))
    assert nowhere.status_code == secret.status_code == 404
    strip = re.compile(rb"[0-9a-z]{26}")
    assert strip.sub(b"", nowhere.content) == strip.sub(b"", secret.content)


def test_a_booth_says_who_where_and_what(client, booth, position):
    make_position(
        booth,
        title="门卫",
        headcount=3,
        provisions=["lift", "meals"],
        pay_negotiable=True,
        pay_min=None,
        pay_max=None,
    )
    page = client.get(f"/booths/{booth.key}/").content.decode()
    for words in (
        "白鹭洲食品</h1>", "A01", "现在没有招聘人员", "承诺在场", "我们做冷冻水饺。", "2 个岗位，一共招 5 人",
        "每月 3000 到 4000 元", "面议", "每个岗位都提供", "有电梯", "发消息问一问",
    ):  # fmt: skip
        assert words in page
    assert "包餐或有食堂" not in page.partition("每个岗位都提供")[2].partition("</section>")[0]


def test_neighbours_in_walking_order(client, fair, organiser):
    first, second, third = (
        make_booth(fair, make_employer(organiser, name=name))
        for name in ("甲单位", "乙单位", "丙单位")
    )
    make_booth(fair, make_employer(organiser, name="没发布的单位"), published_at=None)
    page = client.get(f"/booths/{second.key}/?q=x").content.decode()
    assert f'href="/booths/{first.key}/?q=x" rel="prev"' in page
    assert f'href="/booths/{third.key}/?q=x" rel="next"' in page
    assert 'rel="prev"' not in client.get(f"/booths/{first.key}/").content.decode()
    assert 'rel="next"' not in client.get(f"/booths/{third.key}/").content.decode()


def test_a_booth_without_positions_says_so(client, booth):
    assert "现在没有公开的岗位" in client.get(f"/booths/{booth.key}/").content.decode()


@pytest.fixture
def picture(db):
    fields = dict.fromkeys(("small", "medium", "large"), "pictures/x.webp")
    return Picture.objects.create(width=800, height=400, alt="车间里的工位", **fields)


def test_pictures_have_words_and_their_size_and_are_left_out_to_save_data(client, booth, picture):
    booth.materials.create(picture=picture)
    booth.employer.logo = picture
    booth.employer.save()
    page = client.get(f"/booths/{booth.key}/").content.decode()
    assert 'alt="车间里的工位" loading="lazy" width="480" height="240"' in page
    client.cookies["jobfair_looks"] = "lean=on"
    lean = client.get(f"/booths/{booth.key}/").content.decode()
    assert "<img" not in lean
    assert "车间里的工位" in lean


def test_a_position_begins_with_what_is_easy_to_read(client, position):
    page = client.get(f"/positions/{position.key}/").content.decode()
    order = [
        "做什么",
        "把东西装进盒子",
        "在哪里",
        "什么时间",
        "多少钱",
        "有什么支持",
        "工作内容",
        "这份工作要求什么",
    ]
    main = page[page.index("<main") :]
    assert [main.index(words) for words in order] == sorted(main.index(words) for words in order)
    for words in (
        "面点师</h1>",
        "招 2 人",
        "以坐为主",
        "不用打电话",
        "有电梯",
        "单位没有写明：",
        "楼梯",
    ):
        assert words in main


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"headcount": 3}, "招 3 人"),
        ({"headcount": 3, "headcount_max": 5}, "招 3 到 5 人"),
        ({"headcount": 1, "headcount_open": True}, "招若干人"),
        ({"pay_unit": "hour", "pay_min": 25, "pay_max": 25}, "每小时 25 元"),
        ({"pay_negotiable": True, "pay_min": None, "pay_max": None}, "面议"),
        ({"workplace": "remote"}, "在家工作"),
        ({"education": "college"}, "大专及以上"),
        ({"trial_period": "一个月"}, "一个月"),
    ],
)
def test_facts_of_a_position(client, booth, fields, words):
    position = make_position(booth, **fields)
    assert words in client.get(f"/positions/{position.key}/").content.decode()


@pytest.mark.parametrize("place", ["booths", "positions"])
def test_as_many_queries_for_three_positions_as_for_one(client, booth, place):
    counts = []
    for _ in range(3):
        position = make_position(booth, provisions=["lift"])
        caches["fragments"].clear()
        key = booth.key if place == "booths" else position.key
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/{place}/{key}/")
        counts.append(len(queries))
    assert counts[0] == counts[-1]
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/{place}/{key}/")
    assert len(queries) == 1


def test_words_typed_by_people_are_never_markup(client, booth):
    evil = "<script>alert(1)</script>"
    position = make_position(booth, title=evil, duties=evil, easy_what=evil)
    booth.intro = evil
    booth.save()
    for path in (
        f"/booths/{booth.key}/",
        f"/positions/{position.key}/",
        f"/fairs/{booth.fair.key}/hall/?q=alert",
    ):
        assert "<script>alert" not in client.get(path).content.decode()


def test_the_time_of_return_is_the_fairs_own(client, booth):
    booth.away_until = timezone.now() + timedelta(minutes=30)
    booth.save()
    local = timezone.localtime(booth.away_until, booth.fair.zone_info)
    assert (
        f"{local.minute:02d}分回来" in client.get(f"/booths/{booth.key}/").content.decode()
        or local.minute == 0
    )


@pytest.mark.parametrize(("english", "said"), [("9 to 5", "9 to 5"), ("", "9 点到 5 点")])
def test_working_hours_are_said_in_english_where_they_are_written_so(client, booth, english, said):
    position = make_position(booth, hours="9 点到 5 点", hours_en=english)
    page = client.get(f"/positions/{position.key}/", headers={"accept-language": "en"})
    mark = "" if english else ' lang="zh-Hans-CN"'
    assert f"<span{mark}>{said}</span>" in page.content.decode()
