"""Which groups of people a table may show, so that the small ones stay hidden.

What is promised. Somebody who has every table ever shown, every total, sum and difference of them,
and this rule, can still not rule out any number from 0 to 4 for a hidden group: not even tell
whether there was anybody in it. Only where fewer than five people came in all is that the bound.
Of `rest`, those who are in no group, it may follow that they are many.

Why it holds. `rest` is hidden along with every small group, and the hidden ones come to `FEWEST`
people together or more, or are all there are. So take any hidden group, give it any number from 0
to 4, nobody to the other hidden ones, and everybody else to the rest: this rule shows that table
exactly as it shows the true one. Each table stands for itself, because people are asked anew for
each and what they said is gone when it is made; what is added up over several is added from what
they show.

What is not promised. Numbers cannot keep what somebody knows otherwise: who has heard what all
the others said, or came in the guise of four of them, learns what the last one did.
"""

#: The smallest group that is shown.
FEWEST = 5


def shown(groups: dict[str, int], rest: str) -> dict[str, int]:
    """Return the groups that may be shown with the number of people in each; see the promise above.

    `groups` are all there is, each person in exactly one; `rest` names the one of those who are in
    none of the others.
    """
    hidden = {name for name, people in groups.items() if people < FEWEST}
    if hidden:
        hidden.add(rest)
    for name in sorted(groups, key=lambda one: groups[one]):
        if not hidden or _are_many(hidden, groups):
            break
        hidden.add(name)
    return {name: people for name, people in groups.items() if name not in hidden}


def _are_many(hidden: set[str], groups: dict[str, int]) -> bool:
    return len(hidden) > 1 and sum(groups[name] for name in hidden) >= FEWEST
