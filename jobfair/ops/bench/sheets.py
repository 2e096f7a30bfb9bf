"""What importing a large spreadsheet costs, each step as a multiple of merely loading the file."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from statistics import median

from django.db import transaction
from openpyxl import Workbook, load_workbook

from jobfair.accounts.models import Organiser, User
from jobfair.accounts.roles import Role
from jobfair.accounts.services import grant_role
from jobfair.booths.imports import services
from jobfair.fairs.models import Fair
from jobfair.ops import jobs
from jobfair.ops.bench import big_fair
from jobfair.ops.bench.verdict import mark

HEADINGS = (
    "单位名称 岗位名称 招聘人数 学历 月薪 工作地点 联系人 联系电话 岗位要求 工作时间 社保".split()
)
ROWS_OF_ONE_EMPLOYER = 50
LOADING = "load the file"
#: The longest time to a preview, in seconds, on a quiet machine.
PREVIEW_SECONDS = 5.0


@dataclass(frozen=True)
class Row:
    """The medians of one step: seconds, and as a multiple of loading the file in the same round."""

    name: str
    seconds: float
    ratio: float


def measure(*, rows: int, rounds: int) -> list[Row]:
    """Import a new file in each round; return the medians of every step."""
    results = [one_round(number, workbook(rows)) for number in range(rounds)]
    return [
        Row(
            name,
            median(result[name] for result in results),
            median(result[name] / result[LOADING] for result in results),
        )
        for name in results[0]
    ]


def one_round(number: int, data: bytes) -> dict[str, float]:
    """Return the seconds of loading a file, previewing it, applying it, and previewing it again."""
    actor, fair = planned_fair(number)
    seconds = {LOADING: timed(lambda: load_workbook(BytesIO(data)))}
    seconds["preview"] = timed(lambda: preview(actor, fair, data))
    seconds["apply"] = timed(lambda: apply(actor, fair))
    seconds["preview again"] = timed(lambda: preview(actor, fair, data))
    return seconds


def planned_fair(number: int) -> tuple[User, Fair]:
    """Return an empty fair of an organiser of its own, and a person of that organiser."""
    with transaction.atomic():
        organiser = Organiser.objects.create(name=f"测试市残疾人联合会{number}", city="测试市")
        actor = User.objects.create_user(f"bench{number}@example.org")
        grant_role(user=actor, role=Role.ORGANISER, organiser=organiser)
        return actor, big_fair.open_fair(organiser)


def preview(actor: User, fair: Fair, data: bytes) -> None:
    """Hand the file in, and have it read as the worker does."""
    services.receive_file(actor, fair=fair, upload=BytesIO(data), name="岗位.xlsx")
    do_jobs()


def apply(actor: User, fair: Fair) -> None:
    """Carry out the import that was previewed."""
    imported = fair.imports.select_related("fair").latest("created_at")
    services.apply_import(actor, imported=imported, fingerprint=imported.fingerprint)
    do_jobs()


def do_jobs() -> None:
    """Do what a worker would."""
    jobs.run_ready(jobs.new_worker_id(), stopping=lambda: False)


def timed(work: Callable[[], object]) -> float:
    """Return how many seconds it took."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def workbook(rows: int) -> bytes:
    """Return a sheet of so many positions, fifty to an employer."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("岗位")
    sheet.append(HEADINGS)
    for number in range(rows):
        what = (f"测试单位{number // ROWS_OF_ONE_EMPLOYER}", f"岗位{number}", number % 9 + 1)
        where = (f"思明区测试路{number}号", "张某", "0592-5550001")
        sheet.append([*what, "大专", "3000-5000", *where, "认真负责", "8:00-17:00", "五险"])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def show(rows: list[Row], write: Callable[[str], None]) -> bool:
    """Print the table; whether a preview comes in time."""
    is_quick = all(row.seconds <= PREVIEW_SECONDS for row in rows if row.name == "preview")
    write(f"{'step':<16}{'seconds':>9}{'ratio':>8}  target")
    for row in rows:
        is_judged = row.name == "preview"
        target = f"≤ {PREVIEW_SECONDS:g} s  {mark(is_quick)}" if is_judged else ""
        write(f"{row.name:<16}{row.seconds:>9.2f}{row.ratio:>8.1f}  {target}")
    return is_quick
