"""Whoever changes a booth takes the fair's row first, as placing and importing do."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import transaction

from jobfair.booths.models import Position
from jobfair.booths.services import edit_booth, edit_position
from jobfair.common.errors import DomainError
from jobfair.fairs.services.guard import locked
from tests.domain.turns import answered, is_waiting
from tests.factories import make_booth, make_open_fair, make_position, make_rep


@pytest.mark.parametrize("verb", ["edit_booth", "edit_position"])
def test_a_booth_that_is_edited_while_a_file_is_imported_waits_for_it(kept_database, verb):
    fair = make_open_fair()
    position = make_position(make_booth(fair))
    rep = make_rep(position.booth.employer)
    verbs = {
        "edit_booth": partial(edit_booth, rep, booth=position.booth, hours_note="九点到"),
        "edit_position": partial(edit_position, rep, position=position, hours="九点到五点"),
    }
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            locked(fair)
            other = pool.submit(answered, verbs[verb])
            while not is_waiting(other):
                pass
            fair.booths.update(intro="欢迎来看看。")
            Position.objects.filter(booth__fair=fair).update(source_note="第 3 行")
        assert not isinstance(other.result(), DomainError)
    position.refresh_from_db()
    assert position.source_note == "第 3 行"
    assert position.booth.intro == "欢迎来看看。"
