"""The numbers beside the links move while somebody reads another page, and are said once."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from jobfair.chat.services import begin_conversation, mark_read
from jobfair.chat.ticks import tick
from tests.browser.conftest import OpenPage
from tests.browser.site import Site
from tests.browser.talking import RECORD_ANNOUNCEMENTS, Talk, is_online
from tests.factories import make_booth, make_rep
from tests.factories.talk import say

#: Every label that the link to this address has had.
RECORD_LABELS = """(address) => {
  const label = () => document.querySelector(`.site-nav [href="${address}"]`).textContent;
  window.labels = [label()];
  new MutationObserver(() => {
    if (label() !== window.labels[window.labels.length - 1]) window.labels.push(label());
  }).observe(document.querySelector(".site-nav"), { childList: true, subtree: true, characterData: true });
}"""


@pytest.fixture
def talk(site: Site, browser: Any, django_db_blocker: Any) -> Talk:
    return Talk(site, django_db_blocker)


def listens(page: Page, address: str) -> Locator:
    page.wait_for_selector(".site-nav[data-connected]")
    page.evaluate(RECORD_ANNOUNCEMENTS)
    page.evaluate(RECORD_LABELS, address)
    return page.locator(f'.site-nav [href="{address}"]')


def said(page: Page) -> list[str]:
    return [words for _region, words in page.evaluate("() => window.said")]


def gathers(talk: Talk) -> None:
    """Do what the worker does every two seconds."""
    with talk.data():
        tick(now=timezone.now())


@pytest.mark.parametrize("looks", ["", "size=huge&contrast=on"])
def test_a_jobseeker_learns_on_another_page_that_a_booth_has_answered(
    talk: Talk, open_page: OpenPage, looks: str
) -> None:
    talk.say(talk.jobseeker, "几点上班？")
    booth = reverse("web:booth", args=[talk.conversation.booth_id])
    seeker = open_page(booth, user=talk.jobseeker, looks=looks, width=360)
    link = listens(seeker, "/talk/")
    link.focus()
    talk.say(talk.rep, "九点。")
    expect(link).to_have_text("我的会话（1 个有新消息）")
    expect(link).to_be_focused()
    seeker.wait_for_function("() => window.said.length === 1")
    assert said(seeker) == ["我的会话：1 个有新消息"]
    with talk.data():
        begun = begin_conversation(talk.jobseeker, booth=make_booth(talk.conversation.booth.fair))
        say(make_rep(begun.booth.employer), begun, "欢迎来问")
    expect(link).to_have_text("我的会话（2 个有新消息）")
    expect(seeker.locator(".site-nav [aria-current]")).to_have_count(0)  # as before


def test_a_rep_sees_beside_the_link_that_somebody_waits_until_they_are_answered(
    talk: Talk, open_page: OpenPage
) -> None:
    rep = open_page(reverse("web:rep_intents", args=[talk.conversation.booth_id]), user=talk.rep)
    link = listens(rep, "/rep/")
    talk.say(talk.jobseeker, "在吗？")
    gathers(talk)
    expect(link).to_have_text("我的展位（1 人等回复）")
    talk.say(talk.rep, "在的。")
    gathers(talk)
    expect(link).to_have_text("我的展位")
    assert said(rep) in ([], ["我的展位：1 人等回复"])  # gone before its turn, or said


@pytest.mark.parametrize("scrolled", [0, 150])
def test_a_label_that_takes_a_line_more_moves_nobody(
    talk: Talk, open_page: OpenPage, scrolled: int
) -> None:
    booth = reverse("web:booth", args=[talk.conversation.booth_id])
    seeker = open_page(booth, user=talk.jobseeker, width=360)
    link = listens(seeker, "/talk/")
    seeker.evaluate("(y) => window.scrollTo(0, y)", scrolled)
    stands = "() => [window.scrollY, document.querySelector('h1').getBoundingClientRect().top]"
    offset, place = seeker.evaluate(stands)
    talk.say(talk.rep, "九点。")
    expect(link).to_have_text("我的会话（1 个有新消息）")
    seeker.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    now, same = seeker.evaluate(stands)
    assert now > offset == scrolled
    assert same == pytest.approx(place, abs=1)
    with talk.data():
        mark_read(talk.jobseeker, conversation=talk.conversation, number=1)
    expect(link).to_have_text("我的会话")
    assert seeker.evaluate(stands)[1] == pytest.approx(place, abs=1)


def test_what_is_said_in_the_open_talk_is_told_there_alone(talk: Talk, open_page: OpenPage) -> None:
    seeker = open_page(talk.path, user=talk.jobseeker)
    is_online(seeker)
    link = listens(seeker, "/talk/")
    talk.say(talk.rep, "九点。")
    seeker.wait_for_function("() => window.said.length === 1")
    with talk.data():
        begun = begin_conversation(talk.jobseeker, booth=make_booth(talk.conversation.booth.fair))
        say(make_rep(begun.booth.employer), begun, "欢迎来问")
    seeker.wait_for_function("() => window.said.length === 2", timeout=20_000)
    assert said(seeker) == ["王老师：九点。", "我的会话：1 个有新消息"]
    expect(link).to_have_text("我的会话（1 个有新消息）")


def test_with_saved_data_nothing_is_asked_for_by_itself(talk: Talk, open_page: OpenPage) -> None:
    seeker = open_page("/help/", user=talk.jobseeker, looks="lean=on")
    asked: list[str] = []
    seeker.on("request", lambda request: asked.append(request.url))
    seeker.goto(reverse("web:booth", args=[talk.conversation.booth_id]))
    link = listens(seeker, "/talk/")
    talk.say(talk.rep, "九点。")
    seeker.reload()
    expect(link).to_have_text("我的会话（1 个有新消息）")
    assert not [url for url in asked if "/navigation/" in url]
