"""Every page of a fair begins with the same way down: all fairs, then this one."""

import pytest
from django.urls import reverse

from tests.factories import make_jobseeker
from tests.web.reading import words_of

OF_A_FAIR = ("fair", "hall", "fair_map", "hall_steps", "register")
OF_A_BOOTH = ("booth", "position", "talk_begin", "express_interest")


@pytest.mark.parametrize("name", [*OF_A_FAIR, *OF_A_BOOTH])
def test_the_way_down_begins_with_all_fairs_and_the_fair(client, fair, booth, position, name):
    client.force_login(make_jobseeker())
    thing = {"booth": booth, "talk_begin": booth, "position": position}
    thing["express_interest"] = position
    page = words_of(client.get(reverse(f"web:{name}", args=[thing.get(name, fair).pk])))
    crumbs = page.split('class="crumbs')[1].split("</nav>")[0]
    first, then = crumbs.index("全部招聘会"), crumbs.index("春风招聘会")
    assert crumbs.index("首页") < first < then
    if name in OF_A_BOOTH:
        assert then < crumbs.index("展厅") < crumbs.index("白鹭洲食品")
