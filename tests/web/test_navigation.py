"""The navigation: what each role finds in it, and where the person is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jobfair.accounts.events import user_stream
from jobfair.accounts.services import end_role, grant_role
from jobfair.booths.services import say_present
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


@pytest.mark.django_db
def test_the_part_is_the_navigation_of_the_page_one_is_on(client: Client) -> None:
    talk, jobseeker, rep = make_talk()
    say(rep, talk)
    client.force_login(jobseeker)
    address = reverse("web:hall", args=[talk.booth.fair_id])
    page = client.get(address).content.decode()
    part = client.get(reverse("web:navigation"), {"at": address}).content.decode().strip()
    assert part in page
    assert "我的会话（1 个有新消息）" in part
    assert 'href="/fairs/" aria-current="true"' in part


@pytest.mark.django_db
@pytest.mark.parametrize("role", PEOPLE)
def test_a_page_that_listens_says_where_numbers_may_stand(role: str, client: Client) -> None:
    person, _own = PEOPLE[role]
    user = person()
    hears = role not in {"visitor", "door"}
    if role != "visitor":
        client.force_login(user)
    fair = make.make_open_fair()
    for address in (reverse("web:fair", args=[fair.pk]), reverse("web:help")):
        page = client.get(address).content.decode()
        listens = hears and address != reverse("web:help")
        assert ('data-controller="navigation"' in page) == listens
        assert (f"{user_stream(user.pk)}" in page) == listens if hears else True


@pytest.mark.django_db
def test_a_visitor_is_given_no_part(client: Client) -> None:
    answer = client.get(reverse("web:navigation"))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.django_db
def test_who_may_act_no_longer_is_given_the_links_that_are_left(client: Client) -> None:
    talk, jobseeker, rep = make_talk()
    say(jobseeker, talk)
    client.force_login(rep)
    assert "我的展位（1 人等回复）" in client.get(reverse("web:navigation")).content.decode()
    end_role(rep, membership=rep.memberships.get())
    assert "我的展位" not in client.get(reverse("web:navigation")).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["visitor", "jobseeker"])
def test_listening_costs_one_small_question(role: str, client: Client) -> None:
    fair = make.make_open_fair()
    if role == "jobseeker":
        client.force_login(make.make_jobseeker())
    client.get(reverse("web:fair", args=[fair.pk]))
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("web:fair", args=[fair.pk]))
    own = [
        q
        for q in asked.captured_queries
        if "outbox_stream WHERE" in q["sql"] and "user." in q["sql"]
    ]
    assert len(own) == (1 if role == "jobseeker" else 0)


@pytest.mark.django_db
def test_a_number_that_is_fetched_by_itself_is_no_look_of_a_rep(client: Client) -> None:
    booth = make.make_booth(make.make_open_fair())
    rep = make.make_rep(booth.employer)
    client.force_login(rep)
    began = timezone.now() - timedelta(minutes=30)
    say_present(rep, booth=booth, now=began)
    until = booth.leases.get().until
    client.get(reverse("web:navigation"))
    assert booth.leases.get().until == until
    client.get(reverse("web:help"))
    assert booth.leases.get().until > until
