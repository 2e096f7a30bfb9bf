"""Writes on who comes, by verb."""

from jobfair.attendance.services.joining import join_registrations
from jobfair.attendance.services.registering import (
    arrive_online,
    arrive_onsite,
    list_person,
    register,
    register_person,
    withdraw_registration,
)
from jobfair.attendance.services.tabulating import make_category_table
from jobfair.attendance.services.telling import (
    forget_all_categories,
    forget_categories,
    reseal_categories,
    take_back_category,
    tell_category,
)

__all__ = [
    "arrive_online",
    "arrive_onsite",
    "forget_all_categories",
    "forget_categories",
    "join_registrations",
    "list_person",
    "make_category_table",
    "register",
    "register_person",
    "reseal_categories",
    "take_back_category",
    "tell_category",
    "withdraw_registration",
]
