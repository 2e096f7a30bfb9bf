"""Review at the desk: what is shown, what goes back, what passes."""

import pytest
from django.urls import reverse

from jobfair.accounts.models import Employer
from jobfair.accounts.services import set_logo
from jobfair.booths.models import Position
from jobfair.booths.services import approve_position, edit_position
from jobfair.common.review import ReviewState
from tests.domain.pictures import picture_file
from tests.factories import make_booth, make_position, make_rep

WAITING = {"review_state": ReviewState.SUBMITTED, "reviewed_at": None}


def at(name, *keys):
    return reverse(f"web:{name}", args=[getattr(key, "key", key) for key in keys])


@pytest.fixture
def client(desk):
    return desk.client()


def state(position):
    return Position.objects.get(pk=position.pk).review_state


def test_the_desk_shows_what_waits_and_what_was_changed(client, desk):
    changed = make_position(desk.booth)
    approve_position(desk.people["organiser"], position=changed)
    edit_position(desk.people["rep"], position=changed, hours="9 到 5 点")
    page = client.get(at("desk_review"))
    assert list(page.context["employers"]) == [desk.employer]
    assert [row for row, _flags in page.context["rows"]] == [desk.position]
    assert list(page.context["edited"]) == [changed]


def test_a_co_organiser_reviews_positions_but_not_the_other_book(desk):
    page = desk.client("co-organiser").get(at("desk_review"))
    assert list(page.context["employers"]) == []
    assert [row for row, _flags in page.context["rows"]] == [desk.position]


def test_approving_leads_to_the_next(client, desk):
    second = make_position(desk.booth, **WAITING)
    answer = client.post(at("desk_position", desk.position), {"decision": "approve"})
    assert answer["Location"] == at("desk_position", second)
    assert state(desk.position) == ReviewState.APPROVED
    answer = client.post(at("desk_position", second), {"decision": "approve"})
    assert answer["Location"] == at("desk_review")


def test_flagged_wording_is_marked_and_passes_only_when_said_to_stay(client, desk):
    flagged = make_position(desk.booth, requirements="身体健康，<b>勤快</b>", **WAITING)
    page = client.get(at("desk_position", flagged)).content.decode()
    assert "<mark>身体健康" in page
    assert "&lt;b&gt;勤快" in page
    refused = client.post(at("desk_position", flagged), {"decision": "approve"})
    assert "确认保留，才能通过。" in refused.content.decode()
    assert state(flagged) == ReviewState.SUBMITTED
    kept = {"decision": "approve", "keeping_flagged": "on"}
    client.post(at("desk_position", flagged), kept)
    assert state(flagged) == ReviewState.APPROVED


def test_phrases_and_own_words_together_are_the_note(client, desk):
    phrase = "请写明薪资范围，或选择“面议”。"
    data = {"decision": "return", "phrases": [phrase], "words": "谢谢"}
    client.post(at("desk_position", desk.position), data)
    returned = Position.objects.get(pk=desk.position.pk)
    assert returned.review_note == f"{phrase}\n谢谢"


def test_an_empty_return_is_refused_and_says_why(client, desk):
    page = client.post(at("desk_position", desk.position), {"decision": "return"})
    assert "请写明需要修改什么" in page.content.decode()
    assert state(desk.position) == ReviewState.SUBMITTED


def test_the_sheets_own_words_are_shown_here_and_marked_as_not_public(client, desk):
    Position.objects.filter(pk=desk.position.pk).update(source_note="肢体三级，生活自理")
    page = client.get(at("desk_position", desk.position)).content.decode()
    assert "表格原文（不公开）" in page
    assert "<mark>生活自理" in page


def test_what_changed_is_shown_side_by_side(client, desk):
    approve_position(desk.people["organiser"], position=desk.position)
    edit_position(desk.people["rep"], position=desk.position, district="湖里区")
    page = client.get(at("desk_position", desk.position))
    (change,) = page.context["changes"]
    assert (change.before, change.after) == ("思明区", "湖里区")


def test_only_ticked_unflagged_positions_pass_together(client, desk):
    second = make_position(desk.booth, **WAITING)
    flagged = make_position(desk.booth, requirements="五官端正", **WAITING)
    ready = client.get(at("desk_approve_many")).context["ready"]
    assert ready == [desk.position, second]
    client.post(at("desk_approve_many"), {"position": [second.key, flagged.key]})
    states = [state(each) for each in (desk.position, second, flagged)]
    assert states == [ReviewState.SUBMITTED, ReviewState.APPROVED, ReviewState.SUBMITTED]


def test_the_positions_of_other_fairs_are_not_among_them(client, desk):
    stranger = make_position(make_booth(desk_of_somebody_else()), **WAITING)
    client.post(at("desk_approve_many"), {"position": [stranger.key]})
    assert state(stranger) == ReviewState.SUBMITTED


def desk_of_somebody_else():
    from tests.factories import make_fair

    return make_fair()


def test_an_employer_is_approved_or_returned(client, desk):
    client.post(at("desk_employer", desk.employer), {"decision": "approve"})
    assert Employer.objects.get(pk=desk.employer.pk).is_approved
    page = client.post(at("desk_employer", desk.employer), {"decision": "return"})
    assert "请写明需要修改什么" in page.content.decode()
    client.post(at("desk_employer", desk.employer), {"decision": "return", "words": "请改名"})
    assert Employer.objects.get(pk=desk.employer.pk).review_note == "请改名"


def test_the_book_is_searched_and_narrowed(client, desk):
    def found(**asked):
        return [each.pk for each in client.get(at("desk_employers"), asked).context["page"]]

    assert found(q=desk.employer.name[2:]) == [desk.employer.pk]
    assert found(q="没有这一家") == []
    assert found(state="submitted") == [desk.employer.pk]
    assert found(state="approved") == []
    assert found(q=desk.employer.licence_number) == [desk.employer.pk]


def test_an_employer_is_added_and_changed_and_a_second_of_the_name_refused(client, desk):
    data = {"name": "新单位", "kind": "company", "website": "example.org"}
    client.post(at("desk_add_employer"), data)
    made = Employer.objects.get(name="新单位")
    assert (made.organiser, made.website) == (desk.organiser, "https://example.org")
    assert client.post(at("desk_add_employer"), data).status_code == 200
    client.post(at("desk_edit_employer", made), data | {"district": "湖里区"})
    made.refresh_from_db()
    assert made.district == "湖里区"
    make_rep(made)
    assert client.get(at("desk_employer", made)).context["reps"].count() == 1


def test_a_licence_number_that_is_in_the_book_names_who_has_it_and_loses_nothing(desk):
    client = desk.client("organiser")
    data = {"name": "又一家", "kind": "company", "licence_number": desk.employer.licence_number}
    page = client.post(at("desk_add_employer"), data)
    assert page.status_code == 200
    text = page.content.decode()
    assert f"名册里已有单位用这个代码：{desk.employer.name}" in text
    assert 'value="又一家"' in text


def test_all_that_will_be_public_is_shown_with_the_language_it_is_in(client, desk):
    shown = {"title_en": "Packer", "duties_en": "Men only, please", "easy_where_en": "By the lake"}
    position = make_position(desk.booth, trial_period="35岁以下", **shown, **WAITING)
    desk.booth.intro, desk.booth.intro_en = "欢迎五官端正的您", "Come in"
    desk.booth.save()
    page = client.get(at("desk_position", position)).content.decode()
    assert '<span lang="en">Packer</span>' in page
    assert '<span lang="en">By the lake</span>' in page
    assert '<span lang="en"><mark>Men only<' in page
    assert '<span lang="en">Come in</span>' in page
    assert "<mark>35岁以下<" in page
    assert "<mark>五官端正<" in page
    assert "外貌不是工作要求" in page
    assert "没有写英文" not in page
    plain = client.get(at("desk_position", desk.position)).content.decode()
    assert "没有写英文" in plain


def test_english_wording_is_approved_only_when_said_to_stay(client, desk):
    flagged = make_position(desk.booth, requirements_en="Able-bodied", **WAITING)
    client.post(at("desk_position", flagged), {"decision": "approve"})
    assert state(flagged) == ReviewState.SUBMITTED


def test_an_employer_is_reviewed_with_its_english_and_its_logo(client, desk):
    employer = desk.employer
    employer.name_en, employer.intro_en = "Paper Ltd", "A good looking team"
    employer.save()
    boss = desk.people["organiser"]
    employer = set_logo(boss, employer=employer, upload=picture_file(), alt="一只纸盒")
    page = client.get(at("desk_employer", employer)).content.decode()
    assert '<span lang="en">Paper Ltd</span>' in page
    assert '<span lang="en">A <mark>good looking<' in page
    assert 'alt="一只纸盒"' in page
    refused = client.post(at("desk_employer", employer), {"decision": "approve"})
    assert "确认保留，才能通过。" in refused.content.decode()
    client.post(at("desk_employer", employer), {"decision": "approve", "keeping_flagged": "on"})
    assert Employer.objects.get(pk=employer.pk).is_approved
