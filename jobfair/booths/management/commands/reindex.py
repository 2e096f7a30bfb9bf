from typing import Any

from django.core.management.base import BaseCommand

from jobfair.booths.search import reindex_all


class Command(BaseCommand):
    help = "Build the search index anew, such as after job types were renamed by hand."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{reindex_all()} entries written.")
