"""Two people talk in two real browsers: nothing lost, nothing doubled, nobody interrupted."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.site import Site
from tests.browser.talking import (
    COMPOSER,
    RECORD_ANNOUNCEMENTS,
    Talk,
    Wire,
    is_online,
    shown,
    wait_until,
    write,
)
from tests.domain.pictures import picture_bytes
from tests.factories import make_booth, make_rep


@pytest.fixture
def talk(site: Site, browser: Any, django_db_blocker: Any) -> Talk:
    return Talk(site, django_db_blocker)


def test_what_one_writes_the_other_reads_at_once(talk: Talk, open_page: OpenPage) -> None:
    seeker = open_page(talk.path, user=talk.jobseeker, width=360)
    rep = open_page(talk.desk, user=talk.rep)
    is_online(seeker)
    is_online(rep)
    write(seeker, "几点上班？")
    expect(rep.locator(".said__text")).to_have_text(["几点上班？"])
    write(rep, "九点。")
    expect(seeker.locator(".said__text")).to_have_text(["几点上班？", "九点。"])
    expect(seeker.locator(".said").first.locator(".said__state")).to_have_text("已发送")
    assert talk.stored() == ["几点上班？", "九点。"]


def test_without_scripts_the_whole_talk_is_forms(talk: Talk, open_page: OpenPage) -> None:
    seeker = open_page(talk.path, user=talk.jobseeker, java_script_enabled=False)
    seeker.fill(COMPOSER, "几点上班？")
    seeker.click("#composer button[type=submit]")
    rep = open_page(talk.desk, user=talk.rep, java_script_enabled=False)
    assert shown(rep) == ["几点上班？"]
    rep.fill(COMPOSER, "九点。")
    rep.click("#composer button[type=submit]")
    seeker.reload()
    assert shown(seeker) == ["几点上班？", "九点。"]
    seeker.get_by_role("button", name="撤回").click()
    assert shown(seeker) == ["这条消息已撤回", "九点。"]


def test_a_line_lost_in_mid_send_loses_and_doubles_nothing(talk: Talk, open_page: OpenPage) -> None:
    seeker = open_page("/help/", user=talk.jobseeker)
    wire = Wire(seeker)
    seeker.goto(talk.path)
    is_online(seeker)
    wire.swallows = True
    write(seeker, "送到了，回答丢了")
    seeker.wait_for_function("() => document.querySelectorAll('.said').length === 1")
    talk.wait_for_stored(seeker, 1)
    wire.cut()
    expect(seeker.locator("[data-state]")).to_be_visible()
    write(seeker, "断线时写的")
    expect(seeker.locator(".said__state").last).to_have_text("未送达，连上后会自动重发")
    wire.mend()
    expect(seeker.locator(".said__state").last).to_have_text("已发送", timeout=40_000)
    assert talk.stored() == ["送到了，回答丢了", "断线时写的"]
    assert shown(seeker) == ["送到了，回答丢了", "断线时写的"]


def test_unsent_words_outlive_a_reload(talk: Talk, open_page: OpenPage) -> None:
    seeker = open_page(talk.path, user=talk.jobseeker)
    is_online(seeker)
    seeker.evaluate(
        """(key) => localStorage.setItem(key, JSON.stringify([{cid: "ab".repeat(16), text: "没发出的"}]))""",
        f"unsent.{talk.jobseeker.key}.{talk.conversation.key}",
    )
    seeker.reload()
    expect(seeker.locator(".said__state").last).to_have_text("已发送")
    assert talk.stored() == ["没发出的"]


ALL_TOLD = """() => window.said.reduce(
  (sum, [_region, words]) => sum + Number((words.match(/^(\\d+) 条新消息/) || [0, 1])[1]), 0) === 20"""


def test_a_burst_is_told_in_few_words_and_history_in_none(talk: Talk, open_page: OpenPage) -> None:
    talk.say(talk.rep, "很久以前的话")
    seeker = open_page(talk.path, user=talk.jobseeker)
    seeker.evaluate(RECORD_ANNOUNCEMENTS)
    is_online(seeker)
    talk.say(talk.rep, *(f"第{number}条" for number in range(20)))
    expect(seeker.locator(".said")).to_have_count(21)
    seeker.wait_for_function(ALL_TOLD)
    said = [words for _region, words in seeker.evaluate("() => window.said")]
    assert len(said) <= 2
    assert said[-1].endswith("条新消息，最新来自王老师")
    assert not any("很久以前" in words for words in said)


def test_one_message_is_read_whole_and_long_ones_are_not(talk: Talk, open_page: OpenPage) -> None:
    seeker = open_page(talk.path, user=talk.jobseeker)
    seeker.evaluate(RECORD_ANNOUNCEMENTS)
    is_online(seeker)
    talk.say(talk.rep, "九点上班。")
    seeker.wait_for_function("() => window.said.length === 1")
    assert seeker.evaluate("() => window.said[0][1]") == "王老师：九点上班。"
    talk.say(talk.rep, "长" * 61)
    seeker.wait_for_function("() => window.said.length === 2", timeout=15_000)
    assert seeker.evaluate("() => window.said[1][1]") == "王老师 发来一条长消息"


IME_ORDERS = {
    "composition ends after the key": [
        ["compositionstart", {}],
        ["keydown", {"key": "Enter", "keyCode": 229, "isComposing": True}],
        ["compositionend", {}],
    ],
    "composition ends before the key": [
        ["compositionstart", {}],
        ["compositionend", {}],
        ["keydown", {"key": "Enter", "keyCode": 13, "isComposing": False}],
    ],
}
PLAY = """([selector, events]) => {
  const field = document.querySelector(selector);
  field.value = "nihao";
  for (const [type, init] of events) {
    const event = type.startsWith("key")
      ? new KeyboardEvent(type, Object.assign({ bubbles: true, cancelable: true }, init))
      : new CompositionEvent(type, { bubbles: true });
    field.dispatchEvent(event);
  }
}"""


@pytest.mark.parametrize("events", IME_ORDERS.values(), ids=IME_ORDERS.keys())
def test_enter_that_ends_a_composition_never_sends(
    talk: Talk, open_page: OpenPage, events: list[Any]
) -> None:
    seeker = open_page(talk.path, user=talk.jobseeker)
    is_online(seeker)
    seeker.evaluate(PLAY, [COMPOSER, events])
    assert seeker.input_value(COMPOSER) == "nihao"
    assert talk.stored() == []


def test_shift_enter_is_a_new_line(talk: Talk, open_page: OpenPage) -> None:
    seeker = open_page(talk.path, user=talk.jobseeker)
    is_online(seeker)
    seeker.fill(COMPOSER, "一")
    seeker.press(COMPOSER, "Shift+Enter")
    seeker.type(COMPOSER, "二")
    assert seeker.input_value(COMPOSER) == "一\n二"


def test_somebody_reading_back_is_not_moved(talk: Talk, open_page: OpenPage) -> None:
    for number in range(40):
        talk.say(talk.rep, f"第{number}条")
    seeker = open_page(talk.path, user=talk.jobseeker)
    is_online(seeker)
    seeker.evaluate("() => window.scrollTo(0, 0)")
    talk.say(talk.rep, "新的一句")
    expect(seeker.locator("[data-jump-button]")).to_have_text("1 条新消息，去看看")
    assert seeker.evaluate("() => window.scrollY") == 0
    seeker.click("[data-jump-button]")
    assert seeker.evaluate("() => document.activeElement.innerText").endswith("新的一句")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_link_takes_the_person_to_the_first_message_not_read(
    talk: Talk, open_page: OpenPage, scripts: bool
) -> None:
    talk.say(talk.rep, "读过的")
    seeker = open_page(talk.path, user=talk.jobseeker, java_script_enabled=scripts)
    for number in range(20):
        talk.say(talk.rep, f"第{number}条")
    seeker.goto(talk.path)
    seeker.get_by_role("link", name="跳到第一条未读").press("Enter")
    expect(seeker.locator("#unread")).to_be_focused()


def test_the_desk_shows_a_new_person_without_reloading(talk: Talk, open_page: OpenPage) -> None:
    desk = open_page(talk.desk.split("?")[0], user=talk.rep)
    expect(desk.locator(".desk__count")).to_have_text("0 人等您回复")
    desk.wait_for_load_state("networkidle")
    talk.say(talk.jobseeker, "您好")
    expect(desk.locator(".desk__count")).to_have_text("1 人等您回复")


def test_two_tabs_of_one_person_agree(talk: Talk, open_page: OpenPage) -> None:
    one = open_page(talk.path, user=talk.jobseeker)
    other = open_page(talk.path, user=talk.jobseeker)
    is_online(one)
    is_online(other)
    write(one, "在一处写")
    expect(other.locator(".said__text")).to_have_text(["在一处写"])
    write(other, "在另一处写")
    expect(one.locator(".said__text")).to_have_text(["在一处写", "在另一处写"])


def test_a_hand_over_is_asked_live_and_decided_by_the_jobseeker(
    talk: Talk, open_page: OpenPage
) -> None:
    with talk.data():
        other = make_booth(talk.conversation.booth.fair)
    seeker = open_page(talk.path, user=talk.jobseeker, width=360)
    rep = open_page(talk.desk, user=talk.rep)
    is_online(seeker)
    is_online(rep)
    rep.get_by_role("link", name="请别人接着谈").click()
    rep.select_option("#id_to", other.key)
    rep.get_by_role("button", name="问求职者").click()
    expect(seeker.locator(".said--line")).to_contain_text("接着谈，等答复")
    seeker.get_by_role("button", name="可以，但不让他们看").click()
    expect(seeker.locator("h1")).to_have_text(str(other.employer))
    is_online(rep)
    expect(rep.locator(".said--line")).to_have_count(2)
    expect(rep.locator(".talk__note")).to_contain_text(f"已转到 {other.employer}")


def test_a_picture_goes_with_words_about_it_and_shows_at_once(
    talk: Talk, open_page: OpenPage
) -> None:
    rep = open_page(talk.desk, user=talk.rep)
    is_online(rep)
    seeker = open_page(talk.path, user=talk.jobseeker, width=360)
    is_online(seeker)
    seeker.fill(COMPOSER, "稍等，我找一下照片")
    seeker.get_by_role("button", name="发图片或文件").click()
    seeker.wait_for_selector("form[data-connected]")
    picture = {"name": "盒子.png", "mimeType": "image/png", "buffer": picture_bytes()}
    seeker.set_input_files("#id_upload", picture)
    seeker.get_by_role("button", name="发送").click()
    expect(seeker.locator("#errors")).to_contain_text("请用一句话说明图片内容")
    expect(seeker.locator("[data-choose-again]")).to_have_count(0)
    seeker.fill("#id_text", "我做的盒子")
    seeker.get_by_role("button", name="发送").click()
    seeker.wait_for_url(f"**{talk.path}#newest")
    expect(seeker.locator(COMPOSER)).to_have_value("稍等，我找一下照片")
    expect(rep.locator(".said__text")).to_have_text("我做的盒子")
    expect(rep.locator("img.said__picture")).to_have_js_property("naturalWidth", 64)
    seeker.get_by_role("button", name="撤回").click()
    expect(rep.locator("img.said__picture")).to_have_count(0)


def test_each_sees_that_the_other_writes_and_hears_nothing_of_it(
    talk: Talk, open_page: OpenPage
) -> None:
    seeker = open_page(talk.path, user=talk.jobseeker)
    rep = open_page(talk.desk, user=talk.rep)
    is_online(seeker)
    is_online(rep)
    rep.evaluate(RECORD_ANNOUNCEMENTS)
    seeker.fill(COMPOSER, "我想")
    expect(rep.locator(".talk__typing")).to_have_text("小陈 正在写…")
    seeker.fill(COMPOSER, "")
    expect(rep.locator(".talk__typing")).to_have_text("")
    assert rep.evaluate("() => window.said") == []


def test_the_list_of_the_desk_shows_all_who_write_and_says_nothing_aloud(
    talk: Talk, open_page: OpenPage
) -> None:
    talk.say(talk.jobseeker, "您好")
    desk = talk.desk.partition("?")[0]
    with talk.data():
        colleague = make_rep(talk.conversation.booth.employer, name="方知夏")
    seeker = open_page(talk.path, user=talk.jobseeker)
    rep = open_page(talk.desk, user=talk.rep)
    looking_on = open_page(desk, user=colleague)
    for page in (seeker, rep):
        is_online(page)
    sign = looking_on.locator(".talks__writing")
    looking_on.evaluate(RECORD_ANNOUNCEMENTS)
    expect(sign).to_have_text("")
    looking_on.wait_for_selector("[data-controller~=writing][data-connected]")
    seeker.fill(COMPOSER, "我想")
    expect(sign).to_have_text("小陈 正在写…")
    rep.fill(COMPOSER, "您请")
    expect(sign).to_have_text(re.compile("^小陈、.+ 正在写…$"))
    expect(rep.locator(".talks__writing")).to_have_text("小陈 正在写…")
    write(seeker, "我想问一问")
    expect(looking_on.locator(".talks__item")).to_contain_text("我想问一问")
    expect(sign).not_to_contain_text("小陈")
    assert "正在写" not in str(looking_on.evaluate("() => window.said"))


def test_a_stopped_talk_takes_no_words_until_it_goes_on(talk: Talk, open_page: OpenPage) -> None:
    rep = open_page(talk.desk, user=talk.rep)
    is_online(rep)
    write(rep, "先交 200 元")
    seeker = open_page(talk.path, user=talk.jobseeker, width=360)
    seeker.get_by_role("link", name="举报或停止").click()
    seeker.get_by_label("先交 200 元").check()
    seeker.get_by_label("要钱、收费、骗人").check()
    seeker.get_by_role("button", name="交给主办方").click()
    expect(seeker.locator("blockquote")).to_have_text("先交 200 元")
    seeker.goto(f"{talk.path}trouble/")
    seeker.get_by_role("button", name="停止会话").click()
    expect(seeker.locator(COMPOSER)).to_be_hidden()
    expect(rep.locator(COMPOSER)).to_be_hidden()
    expect(rep.locator(".skip--write")).to_be_hidden()
    seeker.get_by_role("link", name="恢复，或举报").click()
    seeker.get_by_role("button", name="恢复会话").click()
    expect(seeker.locator(COMPOSER)).to_be_visible()
    expect(rep.locator(COMPOSER)).to_be_visible()
    expect(rep.locator(".skip--write")).to_be_visible()


def paste(page: Any, text: str) -> None:
    page.focus(COMPOSER)
    page.keyboard.insert_text(text)


def test_three_times_too_much_is_kept_whole_on_the_server(talk: Talk, open_page: OpenPage) -> None:
    seeker = open_page(talk.path, user=talk.jobseeker, width=360)
    is_online(seeker)
    text = "从头到尾都要留着" * 750
    paste(seeker, text)
    wait_until(seeker, lambda: talk.draft() == text)
    expect(seeker.locator(".counter")).to_have_text("多了 4000 字，请删去一些")
    seeker.evaluate("() => localStorage.clear()")
    seeker.reload()
    expect(seeker.locator(COMPOSER)).to_have_value(text)
    expect(seeker.locator("[data-kept-here]")).to_be_hidden()


def test_what_no_draft_holds_stays_in_the_browser_and_a_sentence_says_so(
    talk: Talk, open_page: OpenPage
) -> None:
    seeker = open_page(talk.path, user=talk.jobseeker, width=360)
    is_online(seeker)
    seeker.evaluate(RECORD_ANNOUNCEMENTS)
    text = "从头到尾都要留着" * 3000
    paste(seeker, text)
    expect(seeker.locator("[data-kept-here]")).to_contain_text("只留在这个浏览器里")
    seeker.wait_for_function(
        "() => window.said.some(([, words]) => words.includes('只留在这个浏览器里'))"
    )
    seeker.reload()
    expect(seeker.locator(COMPOSER)).to_have_value(text)
    expect(seeker.locator("[data-kept-here]")).to_be_visible()
    seeker.fill(COMPOSER, "短了")
    expect(seeker.locator("[data-kept-here]")).to_be_hidden()
