"""Whether the database is of this version."""

from __future__ import annotations

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def waiting_migrations() -> int:
    """Count the migrations that the database still lacks."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def apps_half_way(database: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Name the apps that ran a part of what one migration now stands for, and whose rest is gone.

    Django leaves such a migration out, as though there were none: nothing would be run, and nothing said.
    """
    loader = MigrationLoader(None)
    done = MigrationRecorder(connections[database]).applied_migrations().keys()
    half_way = set()
    for migration in loader.replacements.values():
        lacking = set(migration.replaces) - done
        is_begun = len(lacking) < len(migration.replaces)
        if is_begun and not lacking <= loader.disk_migrations.keys():
            half_way.add(migration.app_label)
    return sorted(half_way)
