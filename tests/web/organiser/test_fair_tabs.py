"""The pages of a fair stand in one row at one place: whoever goes from one to the next finds it there."""

import re

from django.urls import reverse

from tests.web.organiser.test_access import PAGES, addresses
from tests.web.reading import words_of

#: The big screen is read from afar by people who go nowhere.
ALONE = {"desk_wall"}


def test_the_row_stands_once_above_the_title_on_every_page_of_a_fair(desk):
    client = desk.client()
    seen = []
    for name, where in addresses(desk, PAGES.keys() - ALONE).items():
        page = words_of(client.get(where))
        if f"/fairs/{desk.fair.key}/" in where and "<main" in page:
            row = f'aria-label="{desk.fair.name} 的工作台"'
            assert page.count(row) == 1, name
            assert page.index(row) < page.index("<main"), name
            assert page.index("<main") < page.index("<h1"), name
            seen.append(name)
    assert len(seen) > 20


def test_folded_up_it_says_where_one_is_and_holds_what_stands_open_where_there_is_room(desk):
    page = desk.client().get(reverse("web:desk_board", args=[desk.fair.key])).content.decode()
    nav = page[page.index('<nav class="desk-nav') : page.index("<main")]
    folded, _end, opened = nav.partition("</details>")
    summary, _end, pages = folded.partition("</summary>")
    assert "<b>看板</b>" in summary
    assert links(pages) == links(opened)
    assert len(links(opened)) == 15
    assert [url for url, is_here in links(opened) if is_here] == [
        reverse("web:desk_board", args=[desk.fair.key])
    ]


def links(html):
    return re.findall(r'<a href="([^"]+)"( aria-current="true")?>', html)
