"""The telephone: an adviser writes down what was agreed, for both sides, with who said so."""

import pytest
from django.urls import reverse

from jobfair.accounts.models import Person
from jobfair.accounts.services import person_of, record_person
from jobfair.attendance.services import arrive_online, register
from jobfair.intents.models import Entry, Intent, Ledger, Remark
from jobfair.intents.steps import State, Step
from jobfair.intents.words import speaker
from tests.factories import make_adviser, make_booth, make_jobseeker, make_open_fair, make_position
from tests.factories.intents import step
from tests.factories.talk import new_cid

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    """A position at an open fair, and the adviser of its organiser, signed in."""
    position = make_position(make_booth(make_open_fair()))
    adviser = make_adviser(position.booth.fair.organiser, name="郑老师")
    client.force_login(adviser)
    return position, position.booth.fair, adviser


def text_of(page):
    return page.content.decode()


def agree(client, fair, person, position, **said):
    address = reverse("web:adviser_person", args=[fair.pk, person.pk])
    posted = {"cid": new_cid(), "position": position.key, "channel": "phone"}
    posted |= {"jobseeker": "nobody", "employer": "nobody"} | said
    return client.post(address, posted, follow=True)


def chosen(page):
    """What stands chosen in the form, by name."""
    form = page.context["form"]
    return {name: form[name].value() for name in ("jobseeker", "employer", "remark")}


def test_a_caller_without_an_account_is_put_on_record_and_agrees_with_an_employer(client, desk):
    position, fair, adviser = desk
    assert reverse("web:adviser_people", args=[fair.pk]) in text_of(client.get("/adviser/"))
    people = reverse("web:adviser_people", args=[fair.pk])
    page = client.post(people, {"name": "林 阿姨", "phone": "138 0013 8000"}, follow=True)
    assert "林 阿姨" in text_of(page)
    person = Person.objects.get(name="林 阿姨")
    page = agree(
        client,
        fair,
        person,
        position,
        jobseeker="family",
        employer="employer",
        remark="下周一可以去看看",
    )
    assert "达成初步意向" in text_of(page)
    entries = Entry.objects.filter(person=person)
    assert [(e.side, e.voice, e.channel, e.recorder) for e in entries] == [
        ("jobseeker", "family", "phone", adviser),
        ("employer", "employer", "phone", adviser),
    ]
    assert Ledger.objects.get().mutual_people == 1
    assert Remark.objects.get().text == "下周一可以去看看"
    shown = text_of(client.get(reverse("web:intent", args=[Intent.objects.get().pk])))
    assert "家人或陪同人说的，郑老师 记录" in shown
    assert "<b>就业指导员 郑老师</b>" in shown
    assert "<b>求职者</b>" not in shown


def test_pressed_twice_nothing_is_recorded_twice(client, desk):
    position, fair, _adviser = desk
    person = register(make_jobseeker(), fair=fair).person
    cid = new_cid()
    for _n in range(2):
        agree(client, fair, person, position, cid=cid, jobseeker="jobseeker", employer="employer")
    assert Entry.objects.count() == 2


def test_somebody_must_have_said_something(client, desk):
    position, fair, _adviser = desk
    person = register(make_jobseeker(), fair=fair).person
    page = agree(client, fair, person, position)
    assert page.status_code == 422
    assert "请至少选一方" in text_of(page)
    address = reverse("web:adviser_person", args=[fair.pk, person.pk])
    nowhere = {"cid": new_cid(), "position": "", "channel": "phone", "jobseeker": "family"}
    assert client.post(address, nowhere | {"employer": "nobody"}).status_code == 422


def test_nobody_is_taken_to_have_said_yes(client, desk):
    position, fair, _adviser = desk
    person = register(make_jobseeker(), fair=fair).person
    address = reverse("web:adviser_person", args=[fair.pk, person.pk])
    form = client.get(address).context["form"]
    assert [form[side].value() for side in ("jobseeker", "employer")] == [None, None]
    asked = {"cid": new_cid(), "position": position.key, "channel": "phone", "remark": "周一去看"}
    page = client.post(address, asked | {"employer": "employer"})
    assert page.status_code == 422
    assert "请选择求职者这边说了没有" in text_of(page)
    assert chosen(page) == {"jobseeker": None, "employer": "employer", "remark": "周一去看"}
    assert not Entry.objects.exists()


def test_one_side_is_refused_by_name_and_the_word_goes_with_the_other(client, desk):
    position, fair, _adviser = desk
    jobseeker = make_jobseeker()
    step(jobseeker, position, Step.INTERESTED)
    said = {"jobseeker": "jobseeker", "employer": "employer", "remark": "周一去看"}
    page = agree(client, fair, person_of(jobseeker), position, **said)
    text = text_of(page)
    assert page.status_code == 422
    assert "双方都能看到。</" not in text
    assert "用人单位的意向已经记录" in text
    assert "没有记录：已经表示过“有意向”，不用再记。" in text
    assert list(page.context["form"].errors) == ["jobseeker"]
    assert chosen(page) == {"jobseeker": "jobseeker", "employer": "nobody", "remark": ""}
    remark = Remark.objects.get()
    assert (remark.text, remark.side, speaker(remark, None)) == (
        "周一去看",
        "employer",
        "就业指导员 郑老师",
    )
    assert Intent.objects.get().state == State.MUTUAL


def test_when_both_are_refused_everything_typed_is_still_there(client, desk):
    position, fair, _adviser = desk
    person = register(make_jobseeker(), fair=fair).person
    said = {"jobseeker": "family", "employer": "employer"}
    agree(client, fair, person, position, **said)
    page = agree(client, fair, person, position, remark="周一去看", **said)
    assert page.status_code == 422
    assert chosen(page) == said | {"remark": "周一去看"}
    assert not Remark.objects.exists()


def test_further_steps_and_corrections_are_written_down(client, desk):
    position, fair, _adviser = desk
    person = register(make_jobseeker(), fair=fair).person
    agree(client, fair, person, position, jobseeker="jobseeker", employer="employer")
    intent = Intent.objects.get()
    address = reverse("web:adviser_heard", args=[fair.pk, intent.pk])
    given = {
        "cid": new_cid(),
        "what": "employer interviewed",
        "voice": "employer",
        "channel": "phone",
    }
    assert "已面试" in text_of(client.post(address, given, follow=True))
    undo = {"cid": new_cid(), "what": "employer undone 3", "voice": "employer", "channel": "phone"}
    client.post(address, undo)
    intent.refresh_from_db()
    assert intent.state == State.MUTUAL
    page = client.post(address, given | {"what": "jobseeker withdrawn", "voice": ""}, follow=True)
    assert "请选择求职者这边是谁说的" in text_of(page)
    for wrong in ("", "nobody spoke", "employer dancing"):
        client.post(address, given | {"cid": new_cid(), "what": wrong})
    assert Entry.objects.count() == 4


def test_people_are_found_by_part_of_a_name_or_a_whole_number(client, desk):
    position, fair, _adviser = desk
    address = reverse("web:adviser_people", args=[fair.pk])
    known = make_jobseeker(name="黄晓梅", phone="13800138001")
    person_of(known)
    assert "黄晓梅" not in text_of(client.get(address, {"q": "晓梅"}))
    assert "黄晓梅" in text_of(client.get(address, {"q": "138 0013 8001"}))
    step(known, position, Step.INTERESTED)
    assert "黄晓梅" in text_of(client.get(address, {"q": "晓梅"}))
    assert "没有找到" in text_of(client.get(address, {"q": "1380013"}))


def pages_of(client, fair, person):
    names = ("web:adviser_person", "web:adviser_place")
    return {client.get(reverse(name, args=[fair.pk, person.pk])).status_code for name in names}


def test_somebody_whom_the_fair_does_not_know_is_opened_by_their_number_alone(client, desk):
    position, fair, _adviser = desk
    stranger = make_jobseeker(name="黄晓梅", phone="13800138001")
    person = person_of(stranger)
    assert pages_of(client, fair, person) == {404}
    assert agree(client, fair, person, position, jobseeker="jobseeker").status_code == 404
    assert not Entry.objects.exists()
    client.get(reverse("web:adviser_people", args=[fair.pk]), {"q": "13800138001"})
    assert pages_of(client, fair, person) == {200}
    session = client.session
    session["found_people"] = {place: at - 3601 for place, at in session["found_people"].items()}
    session.save()
    assert pages_of(client, fair, person) == {404}


def test_being_found_for_one_fair_opens_nothing_at_another(client, desk):
    _position, fair, _adviser = desk
    person = person_of(make_jobseeker(phone="13800138001"))
    other = make_open_fair(fair.organiser)
    client.get(reverse("web:adviser_people", args=[other.pk]), {"q": "13800138001"})
    assert pages_of(client, other, person) == {200}
    assert pages_of(client, fair, person) == {404}


def test_who_had_to_do_with_the_fair_is_known(client, desk):
    position, fair, adviser = desk
    wished, listed, came = (make_jobseeker() for _n in range(3))
    step(wished, position, Step.INTERESTED)
    register(listed, fair=fair)
    arrive_online(came, fair=fair)
    for known in (wished, listed, came):
        assert pages_of(client, fair, person_of(known)) == {200}
    paper = record_person(adviser, organiser=fair.organiser, name="林阿姨")
    assert pages_of(client, fair, paper) == {200}
    elsewhere = make_open_fair()
    colleague = make_adviser(elsewhere.organiser)
    other_paper = record_person(colleague, organiser=elsewhere.organiser, name="王阿姨")
    assert pages_of(client, fair, other_paper) == {404}


def test_only_the_fairs_own_advisers_come_here(client, desk):
    position, fair, _adviser = desk
    person = register(make_jobseeker(), fair=fair).person
    stranger = make_adviser(make_open_fair().organiser)
    for somebody in (make_jobseeker(), stranger):
        client.force_login(somebody)
        assert client.get(reverse("web:adviser_people", args=[fair.pk])).status_code == 404
        assert agree(client, fair, person, position, jobseeker="jobseeker").status_code == 404
    assert not Entry.objects.exists()


def test_the_persons_page_asks_as_often_for_three_intents_as_for_one(
    client, desk, django_assert_max_num_queries
):
    position, fair, _adviser = desk
    jobseeker = make_jobseeker()
    positions = [position, make_position(position.booth), make_position(position.booth)]
    address = reverse("web:adviser_person", args=[fair.pk, person_of(jobseeker).pk])
    counts = []
    for wanted in (1, 3):
        for one in positions[Intent.objects.count() : wanted]:
            step(jobseeker, one, Step.INTERESTED)
        with django_assert_max_num_queries(16) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]
