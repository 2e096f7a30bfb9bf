"""The pages of a fair stand in one row at one place: whoever goes from one to the next finds it there."""

from tests.web.organiser.test_access import PAGES, address
from tests.web.reading import words_of

#: The big screen is read from afar by people who go nowhere.
ALONE = {"desk_wall"}


def test_the_row_stands_once_above_the_title_on_every_page_of_a_fair(desk):
    client = desk.client()
    seen = []
    for name in PAGES.keys() - ALONE:
        where = address(desk, name)
        page = words_of(client.get(where))
        if f"/fairs/{desk.fair.key}/" in where and "<main" in page:
            row = f'aria-label="{desk.fair.name} 的工作台"'
            assert page.count(row) == 1, name
            assert page.index(row) < page.index("<main"), name
            assert page.index("<main") < page.index("<h1"), name
            seen.append(name)
    assert len(seen) > 20
