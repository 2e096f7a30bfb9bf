"""Small groups stay hidden from who subtracts, and from who knows the rule."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from jobfair.attendance.hiding import FEWEST, shown
from tests.factories.attacker import ranges

REST = "rest"
SEVEN = tuple("1234567")
#: Few people in most groups, many in some, as at a fair.
PEOPLE = st.one_of(st.integers(0, 6), st.integers(0, 60))
TABLES = st.fixed_dictionaries(dict.fromkeys((*SEVEN, REST), PEOPLE))


def tables(names: tuple[str, ...], people: int) -> Iterator[dict[str, int]]:
    """Every way to be so many people in these groups."""
    if len(names) == 1:
        yield {names[0]: people}
        return
    for first in range(people + 1):
        for others in tables(names[1:], people - first):
            yield {names[0]: first, **others}


def test_who_knows_the_rule_and_the_total_can_rule_out_no_number_below_five():
    for people in range(21):
        consistent = defaultdict(list)
        for table in tables(("1", "2", "3", REST), people):
            consistent[tuple(shown(table, REST).items())].append(table)
        for answer, possible in consistent.items():
            for group in {"1", "2", "3"} - dict(answer).keys():
                values = {table[group] for table in possible}
                assert set(range(min(people, FEWEST - 1) + 1)) <= values
            if REST not in dict(answer) and people:
                assert len({table[REST] for table in possible}) > 1


@given(TABLES)
def test_no_small_group_is_shown_and_the_hidden_ones_are_many_together(table):
    answer = shown(table, REST)
    hidden = table.keys() - answer.keys()
    assert all(answer[name] == table[name] >= FEWEST for name in answer)
    if hidden:
        assert REST in hidden
        assert len(hidden) > 1
        assert not answer or sum(table[name] for name in hidden) >= FEWEST


@given(TABLES)
def test_no_more_is_hidden_than_has_to_be(table):
    hidden = table.keys() - shown(table, REST).keys()
    small = {name for name in table if table[name] < FEWEST}
    needed = small | {REST} if small else set()
    added = hidden - needed
    assert len(added) <= 1
    assert all(table[name] == min(table[one] for one in table.keys() - needed) for name in added)
    if len(needed) > 1 and sum(table[name] for name in needed) >= FEWEST:
        assert not added


def answers(fairs: list[dict[str, int]], show) -> list:
    """Everything that can be asked of these fairs: each table, each total, each sum of several."""
    known = []
    told = [show(table) for table in fairs]
    for number, table in enumerate(fairs):
        known.append(({(number, name): 1 for name in table}, sum(table.values())))
        known += [({(number, name): 1}, people) for name, people in told[number].items()]
    for size in range(2, len(fairs) + 1):
        for some in combinations(range(len(fairs)), size):
            every = {(number, name): 1 for number in some for name in fairs[number]}
            known.append((every, sum(sum(fairs[number].values()) for number in some)))
            for name in (*SEVEN, REST):
                cells = {(number, name): 1 for number in some if name in told[number]}
                if cells:
                    known.append((cells, sum(told[number][name] for number, _name in cells)))
    return known


@settings(max_examples=40)
@given(st.lists(TABLES, min_size=1, max_size=3))
def test_subtracting_tables_totals_and_sums_narrows_no_hidden_group(fairs):
    found = ranges(answers(fairs, lambda table: shown(table, REST)))
    for number, table in enumerate(fairs):
        for name in table.keys() - shown(table, REST).keys() - {REST}:
            low, high = found[number, name]
            assert low == 0
            assert high >= min(sum(table.values()), FEWEST - 1)


def test_the_same_attacker_finds_what_is_only_left_out():
    table = dict.fromkeys(SEVEN, 10) | {"3": 2, REST: 40}
    left_out = {name: people for name, people in table.items() if people >= FEWEST}
    assert ranges(answers([table], lambda _table: left_out))[0, "3"] == (2, 2)
    assert ranges(answers([table], lambda one: shown(one, REST)))[0, "3"] == (0, 42)


def test_a_year_that_counted_what_its_fairs_hide_would_give_it_back():
    fairs = [dict.fromkeys(SEVEN, 10) | {"3": people, REST: 20} for people in (2, 9)]
    told = answers(fairs, lambda table: shown(table, REST))
    assert ranges(told)[0, "3"][0] == 0
    counted = [*told, ({(0, "3"): 1, (1, "3"): 1}, 11)]
    assert ranges(counted)[0, "3"] == (2, 2)
