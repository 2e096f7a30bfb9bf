"""The frame that every page stands in, and the pages that are part of it."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation
from lucide.templatetags.lucide import lucide

from jobfair.web.preferences import COOKIE
from jobfair.web.templatetags.jobfair import crumb, icon, state_tag, tag
from jobfair.web.views.frame.problems import database_away, server_error
from tests import factories as make


@pytest.mark.parametrize("name", ["help", "accessibility", "preferences"])
def test_anybody_may_read_and_the_database_is_not_asked(client: Client, name: str) -> None:
    """A test without the mark ``django_db`` fails at the first query."""
    assert client.get(reverse(f"web:{name}")).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(("staff", "status"), [(True, 200), (False, 404)])
def test_the_components_are_for_staff(client: Client, staff: bool, status: int) -> None:
    client.force_login(make.make_user(is_staff=staff))
    assert client.get(reverse("web:components")).status_code == status


@pytest.mark.parametrize("word", ["长辈版", "关怀版", "无障碍版"])
def test_the_settings_answer_to_the_names_people_know(client: Client, word: str) -> None:
    assert word in client.get(reverse("web:preferences")).content.decode()


def test_both_live_regions_are_there_once_in_the_first_html(client: Client) -> None:
    page = client.get(reverse("web:help")).content.decode()
    assert page.count('role="status"') == 1
    assert page.count('role="alert"') == 1


def test_nothing_is_inline(client: Client) -> None:
    page = client.get(reverse("web:help")).content.decode()
    assert "<style" not in page
    assert " style=" not in page
    assert " onclick=" not in page
    assert page.count("<script") == page.count('<script type="module" src=')


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"),
    [("/help/", 200), ("/nowhere/", 404), ("/me/", 302), ("/api/v1/fairs/", 200)],
)
def test_no_answer_leaves_a_browser_its_powers(client: Client, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    for power in ("camera", "microphone", "geolocation", "payment", "usb"):
        assert f"{power}=()" in answer.headers["Permissions-Policy"]


def test_a_form_without_its_token_is_told_what_to_do() -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies[COOKIE] = "size=large"
    answer = strict.post("/admin/login/", {})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "请再提交一次" in page
    assert 'data-size="large"' in page


def test_a_page_for_when_everything_broke_needs_no_database() -> None:
    answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "我们这边出了问题" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "is_given_back"), [({"text": "<我>"}, True), ({"password": "x", "text": "我"}, False)]
)
def test_a_database_that_is_away_gives_words_back_and_no_secrets(
    typed: dict[str, str], is_given_back: bool
) -> None:
    answer = database_away(RequestFactory().post("/talk/?a=b", typed))
    assert answer.status_code == 503
    page = answer.content.decode()
    assert ('<form method="post" action="/talk/?a=b">' in page) is is_given_back
    assert ('value="&lt;我&gt;"' in page) is is_given_back
    assert "再试一次" in page


def test_a_request_for_another_host_is_refused_in_words(client: Client) -> None:
    answer = client.get("/", headers={"host": "example.org"})
    assert answer.status_code == 400
    assert "刚才的内容没有传完整" in answer.content.decode()


def test_tags_escape_what_people_typed() -> None:
    assert "<b>" not in tag("<b>", "plain")
    assert "<b>" not in state_tag("open", "<b>")
    assert "<b>" not in crumb(Context(), "<b>", "/?a=<b>")


def test_an_icon_is_silent() -> None:
    assert 'aria-hidden="true"' in icon("map-pin")


@pytest.mark.parametrize("name", ["map-pin", "search"])
def test_an_icon_is_drawn_as_the_library_draws_it(name: str) -> None:
    silent = {"class": "icon", "aria-hidden": "true", "focusable": "false"}
    assert icon(name) == lucide(name, size=24, **silent)


@pytest.mark.parametrize(
    ("language", "text", "marked"),
    [
        ("en", "春季招聘会", True),
        ("en", "Spring Fair", False),
        ("en", "A07 白鹭", True),
        ("zh-hans", "春季招聘会", False),
    ],
)
def test_chinese_in_an_english_page_is_marked_in_title_and_breadcrumb(language, text, marked):
    source = '{% load jobfair %}{% crumb text "/" %}{% crumb text %}'
    source += '{% include "components/page_title.html" with title=text kicker=text lead=text %}'
    with translation.override(language):
        page = Template(source).render(Context({"text": text}))
    assert page.count(' lang="zh-Hans-CN"') == (5 if marked else 0)


@pytest.mark.parametrize(("kicker", "is_above"), [("春季招聘会", True), ("鹭岛酒店", False)])
def test_a_title_knows_that_the_last_link_above_it_says_the_same(kicker: str, is_above: bool):
    """On a narrow screen that link alone is left of the breadcrumb, and would be read twice."""
    source = '{% load jobfair %}{% crumb "全部招聘会" "/" %}{% crumb "春季招聘会" "/" %}{% crumb "展厅" %}'
    source += '{% include "components/page_title.html" with title="展厅" %}'
    page = Template(source).render(Context({"kicker": kicker, "trail": []}))
    assert kicker in page.partition('class="page-title')[2]
    assert ("page-title__kicker--above" in page) is is_above
