"""The navigation: what each role finds in it, and where the person is."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import timezone

from jobfair.accounts.services import grant_role
from jobfair.chat.services import mark_read
from jobfair.common.review import ReviewState
from jobfair.fairs.models import FairState
from jobfair.watch.models import Alert
from jobfair.watch.services import look, mark_known
from jobfair.web.navigation import NavItem, items_for
from tests import factories as make
from tests.factories.talk import make_talk, say

EVERYBODY = ["首页", "全部招聘会", "我的收藏"]

PEOPLE = {
    "visitor": (AnonymousUser, ["登录"]),
    "jobseeker": (make.make_jobseeker, ["我的会话", "我的意向", "我的"]),
    "rep": (lambda: make.make_rep(make.make_employer()), ["我的展位", "我的"]),
    "organiser": (lambda: make.make_organiser_user(make.make_organiser()), ["工作台", "我的"]),
    "adviser": (
        lambda: make.make_adviser(make.make_organiser()),
        ["我的会话", "代为记录", "就业回访", "现场签到", "我的"],
    ),
    "door": (lambda: make.make_door(make.make_organiser()), ["现场签到", "我的"]),
}  # fmt: skip


def navigation(user, path: str = "/") -> list[NavItem]:
    request = RequestFactory().get(path)
    request.user = user
    return items_for(request)


@pytest.mark.django_db
@pytest.mark.parametrize("role", PEOPLE)
def test_each_role_finds_its_own(role: str) -> None:
    person, own = PEOPLE[role]
    assert [str(item.label) for item in navigation(person())] == EVERYBODY + own


@pytest.mark.django_db
def test_a_person_of_two_roles_finds_both() -> None:
    organiser = make.make_organiser()
    person = make.make_organiser_user(organiser)
    grant_role(user=person, role=make.Role.REP, employer=make.make_employer(organiser))
    labels = [str(item.label) for item in navigation(person)]
    assert labels == [*EVERYBODY, "工作台", "我的展位", "我的"]


@pytest.mark.django_db
def test_two_roles_that_lead_to_one_page_name_it_once() -> None:
    person = make.make_adviser(make.make_organiser())
    grant_role(user=person, role=make.Role.JOBSEEKER)
    labels = [str(item.label) for item in navigation(person)]
    assert labels == [
        *EVERYBODY, "我的会话", "我的意向", "代为记录", "就业回访", "现场签到", "我的",
    ]  # fmt: skip


@pytest.mark.django_db
def test_what_waits_for_a_person_stands_in_words_beside_the_link() -> None:
    talk, jobseeker, rep = make_talk()
    boss = make.make_organiser_user(talk.booth.fair.organiser)

    def labels() -> list[str]:
        people = (jobseeker, rep, boss)
        return [str(navigation(person)[3].label) for person in people]

    assert labels() == ["我的会话", "我的展位", "工作台"]
    say(jobseeker, talk)
    look(timezone.now())
    assert labels() == ["我的会话", "我的展位（1 人等回复）", "工作台（1 个展位要处理）"]
    say(rep, talk)
    mark_known(boss, alert=Alert.objects.get())
    assert labels() == ["我的会话（1 个有新消息）", "我的展位", "工作台"]
    mark_read(jobseeker, conversation=talk, number=2)
    assert labels() == ["我的会话", "我的展位", "工作台"]


@pytest.mark.django_db
def test_positions_sent_back_stand_beside_the_link_until_the_fair_is_over() -> None:
    booth = make.make_booth(make.make_fair())
    rep = make.make_rep(booth.employer)
    make.make_position(booth, review_state=ReviewState.RETURNED)
    make.make_position(booth, review_state=ReviewState.RETURNED, closed_at=timezone.now())
    assert str(navigation(rep)[3].label) == "我的展位（1 个岗位要修改）"
    booth.fair.state = FairState.CLOSED
    booth.fair.save()
    assert str(navigation(rep)[3].label) == "我的展位"


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", {"首页": "page"}),
        ("/fairs/", {"全部招聘会": "page"}),
        ("/fairs/one/hall/", {"全部招聘会": "true"}),
        ("/accounts/login/", {"登录": "page"}),
        ("/accounts/login/code/", {"登录": "true"}),
        ("/help/", {}),
    ],
)
def test_where_the_person_is_is_marked(path: str, current: dict[str, str]) -> None:
    items = navigation(AnonymousUser(), path)
    assert {str(item.label): item.current for item in items if item.current} == current
