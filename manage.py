#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""Jobfair's door: `python3 manage.py demo`, `test`, `serve`, and every Django command.

This file must be readable by any old Python, so that it can say which one it needs.
"""

import gc
import os
import sys


def main():
    # type: () -> None
    if sys.version_info < (3, 11):
        sys.exit(
            "需要 Python 3.11 或更新的版本，现在是 %d.%d。\n"
            "Jobfair needs Python 3.11 or newer; this is Python %d.%d." % (sys.version_info[:2] * 2)
        )
    gc.disable()  # until all is loaded, see jobfair/ops/apps.py
    from jobfair import bootstrap

    bootstrap.enter(sys.argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobfair.settings")
    if sys.argv[1:2] == ["demo"]:
        os.environ["JOBFAIR_DEMO"] = "1"  # settings are read before any command runs
    from django.core.management import execute_from_command_line

    from jobfair.ops.translations import compile_stale

    compile_stale()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
