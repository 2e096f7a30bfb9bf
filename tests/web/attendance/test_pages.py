"""Registering, the list kept by hand, and finding somebody on site."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from jobfair.accounts.services import person_of
from jobfair.attendance.models import Arrival, Category, Registration, Telling
from jobfair.attendance.services import (
    arrive_online,
    arrive_onsite,
    make_category_table,
    register,
    tell_category,
)
from jobfair.common.ids import encode, new_id
from jobfair.fairs.models import Fair, FairState, Mode
from jobfair.intents.models import Entry, Intent
from tests.factories import (
    make_adviser,
    make_booth,
    make_door,
    make_fair,
    make_jobseeker,
    make_open_fair,
    make_organiser_user,
    make_position,
    make_rep,
)
from tests.factories.talk import new_cid

pytestmark = pytest.mark.django_db


def text_of(page):
    return page.content.decode()


def test_a_jobseeker_registers_reads_the_number_and_takes_it_back(client):
    fair = make_fair()
    address = reverse("web:register", args=[fair.pk])
    assert address in text_of(client.get(reverse("web:fair", args=[fair.pk])))
    assert client.get(address).url.startswith("/accounts/login/")
    jobseeker = make_jobseeker()
    client.force_login(jobseeker)
    assert "报名，我到现场" in text_of(client.get(address))
    for _n in range(2):
        assert "您是 1 号" in text_of(client.post(address, follow=True))
    assert "已取消报名" in text_of(client.post(address, {"do": "withdraw"}, follow=True))
    assert not Registration.objects.standing().exists()


def test_who_is_no_jobseeker_is_told_so(client):
    fair = make_fair()
    client.force_login(make_rep(make_booth(fair).employer))
    page = client.post(reverse("web:register", args=[fair.pk]), follow=True)
    assert "用求职者的账号登录后可以报名" in text_of(page)


def test_entering_the_hall_counts_once_a_day(client, django_assert_max_num_queries):
    fair = make_open_fair()
    client.force_login(make_jobseeker())
    hall = reverse("web:hall", args=[fair.pk])
    for _n in range(3):
        client.get(hall)
    assert Arrival.objects.get().place == "online"
    client.force_login(make_organiser_user(fair.organiser))
    client.get(hall)
    assert Arrival.objects.count() == 1


def listed(client, fair, **given):
    posted = {"key": encode(new_id()), "name": "林阿姨"} | given
    return client.post(reverse("web:desk_attendance", args=[fair.pk]), posted, follow=True)


def test_the_door_enters_people_by_hand_once_each(client):
    fair = make_open_fair()
    client.force_login(make_door(fair.organiser))
    key = encode(new_id())
    for _n in range(2):
        page = listed(client, fair, key=key, phone="13800138000", is_real_name="on", has_come="on")
        assert "是 1 号" in text_of(page)
    row = Registration.objects.get()
    assert (row.is_real_name, row.person.name, Arrival.objects.count()) == (True, "林阿姨", 1)
    assert "请刷新页面" in text_of(listed(client, fair, key=key, name="别人"))
    assert listed(client, fair, key="short").status_code == 422


def test_somebody_on_the_list_is_marked_as_come(client):
    fair = make_open_fair()
    register(make_jobseeker(name="黄先生"), fair=fair)
    client.force_login(make_adviser(fair.organiser))
    address = reverse("web:desk_attendance", args=[fair.pk])
    assert "到了" in text_of(client.get(address))
    page = client.post(reverse("web:desk_came", args=[fair.pk]), {"number": "1"}, follow=True)
    assert "1 号 黄先生 已到现场" in text_of(page)
    assert client.post(reverse("web:desk_came", args=[fair.pk]), {"number": "9"}).status_code == 404


def test_who_marks_people_on_the_third_page_stays_there_and_who_looked_for_one_may_look_for_the_next(
    client, monkeypatch
):
    monkeypatch.setattr("jobfair.web.views.organiser.common.PAGE", 1)
    fair = make_open_fair()
    for name in ("黄先生", "林阿姨", "小陈"):
        register(make_jobseeker(name=name), fair=fair)
    client.force_login(make_adviser(fair.organiser))
    listed, came = (reverse(f"web:desk_{name}", args=[fair.pk]) for name in ("attendance", "came"))
    assert f'action="{came}?page=3"' in client.get(f"{listed}?page=3").content.decode()
    assert f'action="{came}"' in client.get(f"{listed}?q=小陈").content.decode()
    assert client.post(f"{came}?page=3", {"number": "3"}).url == f"{listed}?page=3"
    assert client.post(f"{came}?page=x", {"number": "3"}).url == listed


def test_the_list_is_for_its_keepers_and_asks_as_often_for_three_as_for_one(
    client, django_assert_max_num_queries
):
    fair = make_open_fair()
    address = reverse("web:desk_attendance", args=[fair.pk])
    for stranger in (make_jobseeker(), make_rep(make_booth(fair).employer)):
        client.force_login(stranger)
        assert client.get(address).status_code == 404
    client.force_login(make_door(fair.organiser))
    counts = []
    for wanted in (1, 3):
        while Registration.objects.count() < wanted:
            register(make_jobseeker(), fair=fair)
        with django_assert_max_num_queries(12) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def in_front_of_a_booth(name="吴小姐", **fair):
    booth, jobseeker = make_booth(make_open_fair(**fair)), make_jobseeker(name=name)
    registration = register(jobseeker, fair=booth.fair)
    arrive_onsite(make_door(booth.fair.organiser), fair=booth.fair, person=registration.person)
    return booth, jobseeker


def looked_up(client, booth):
    """What the two addresses answer, and whether they name the person."""
    pages = [
        client.get(reverse("web:rep_onsite", args=[booth.pk]), {"q": "1"}),
        client.get(reverse("web:rep_record_onsite", args=[booth.pk, 1])),
    ]
    return [(page.status_code, "吴小姐" in text_of(page)) for page in pages]


@pytest.mark.parametrize(
    ("changed", "is_open"),
    [
        ({}, True),
        ({"state": FairState.CLOSED}, True),
        ({"state": FairState.PUBLISHED}, False),
        ({"state": FairState.ARCHIVED}, False),
        ({"mode": Mode.ONLINE}, False),
        ({"state": FairState.CLOSED, "ends_at": timezone.now() - timedelta(days=2)}, False),
    ],
)
def test_a_rep_looks_people_up_only_while_they_come(client, changed, is_open):
    booth, _jobseeker = in_front_of_a_booth(
        starts_at=timezone.now() - timedelta(days=3), ends_at=timezone.now() + timedelta(hours=1)
    )
    Fair.objects.filter(pk=booth.fair_id).update(**changed)
    client.force_login(make_rep(booth.employer))
    assert looked_up(client, booth) == [(200, True) if is_open else (404, False)] * 2
    link = reverse("web:rep_onsite", args=[booth.pk])
    assert (link in text_of(client.get(reverse("web:rep_intents", args=[booth.pk])))) == is_open


def test_who_only_registered_is_not_in_front_of_anybody(client):
    booth, _jobseeker = in_front_of_a_booth()
    Arrival.objects.update(place="online")
    client.force_login(make_rep(booth.employer))
    assert looked_up(client, booth) == [(200, False), (404, False)]


def test_an_employer_that_is_not_approved_looks_nobody_up(client):
    booth, _jobseeker = in_front_of_a_booth()
    client.force_login(make_rep(booth.employer))
    booth.employer.review_state = "submitted"
    booth.employer.save()
    assert looked_up(client, booth) == [(404, False)] * 2


def test_nobody_reads_the_list_by_counting(client, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"find_onsite": "4/h/key"}
    cache.clear()
    booth, _jobseeker = in_front_of_a_booth()
    client.force_login(make_rep(booth.employer))
    for _n in range(2):
        assert looked_up(client, booth) == [(200, True)] * 2
    assert looked_up(client, booth) == [(429, False), (302, False)]
    page = client.get(reverse("web:rep_onsite", args=[booth.pk]), {"q": "1"})
    assert "请 60 分钟后再查" in text_of(page)


def test_a_rep_finds_the_person_in_front_of_them_and_says_yes(client):
    booth, jobseeker = in_front_of_a_booth()
    position, number = make_position(booth), 1
    client.force_login(make_rep(booth.employer))
    find = reverse("web:rep_onsite", args=[booth.pk])
    for asked in (str(number), "吴小姐"):
        assert "1 号 吴小姐" in text_of(client.get(find, {"q": asked}))
    for part in ("吴", "2", ""):
        assert "吴小姐" not in text_of(client.get(find, {"q": part}))
    address = reverse("web:rep_record_onsite", args=[booth.pk, number])
    page = client.post(address, {"cid": new_cid(), "position": position.key}, follow=True)
    assert "您表示了有意向" in text_of(page)
    entry = Entry.objects.get()
    assert (entry.channel, entry.side, entry.person) == ("onsite", "employer", person_of(jobseeker))
    assert client.post(address, {"cid": new_cid(), "position": "x"}).status_code == 422
    client.force_login(make_rep(make_booth(booth.fair).employer))
    assert client.post(address, {"cid": new_cid(), "position": position.key}).status_code == 404
    assert Intent.objects.count() == 1


def test_a_jobseeker_says_a_category_reads_who_sees_it_and_takes_it_back(client):
    fair = make_open_fair()
    jobseeker = make_jobseeker()
    client.force_login(jobseeker)
    address = reverse("web:register", args=[fair.pk])
    say = reverse("web:tell_category", args=[fair.pk])
    assert "残疾类别" not in text_of(client.get(address)), "only who registers is asked"
    client.post(say, {"disability_category": "2"})
    assert not Telling.objects.exists()
    page = client.post(address, follow=True)
    assert "只有您自己。主办方" in text_of(page)
    for wrong in ("8", "听力残疾二级"):
        client.post(say, {"disability_category": wrong})
        assert not Telling.objects.exists()
    page = client.post(say, {"disability_category": "2"}, follow=True)
    assert 'value="2" id="id_disability_category_2" checked' in " ".join(text_of(page).split())
    assert page["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert "已经删除" in text_of(client.post(say, {"disability_category": ""}, follow=True))
    assert not Telling.objects.exists()


def test_when_it_is_over_the_person_reads_that_it_was_counted(client):
    fair = make_open_fair()
    jobseeker = make_jobseeker()
    registration = register(jobseeker, fair=fair)
    tell_category(jobseeker, registration=registration, category=Category.HEARING)
    arrive_online(jobseeker, fair=fair)
    fair.state = FairState.CLOSED
    fair.save()
    client.force_login(jobseeker)
    address = reverse("web:register", args=[fair.pk])
    assert "收回，现在就删除" in text_of(client.get(address))
    make_category_table(fair=fair)
    page = text_of(client.get(address))
    assert "统计时读过一次，然后删除了" in page
    assert "收回" not in page


def test_a_category_is_not_kept_with_the_form_of_an_ended_session(client):
    fair = make_open_fair()
    client.post(reverse("web:tell_category", args=[fair.pk]), {"disability_category": "6"})
    assert not any("disability" in str(value) for value in dict(client.session).values())
