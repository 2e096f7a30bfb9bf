"""Static files under names that change with their content, scripts that import scripts included."""

from __future__ import annotations

import re
from collections.abc import Callable

from servestatic.storage import CompressedManifestStaticFilesStorage

Converter = Callable[[re.Match[str]], str]

OUR_SCRIPTS = "js/"
#: Lines that are comments are for who reads the source; browsers are sent none.
COMMENTS = r"(?m)^[ \t]*//.*\n"
NOTHING = ""


class AssetStorage(CompressedManifestStaticFilesStorage):
    """Rewrites the imports of the project's own ES modules, so that browsers keep each for a year.

    What stands beside the code of these stays in the source.
    """

    support_js_module_import_aggregation = True
    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("*.js", ((COMMENTS, NOTHING),)))

    def url_converter(
        self, name: str, hashed_files: dict[str, str], template: str | None = None
    ) -> Converter:
        """Leave the scripts of other packages as they are: not all they import is there."""
        if name.endswith(".js") and not name.startswith(OUR_SCRIPTS):
            return lambda match: match[0]
        if template == NOTHING:
            return lambda _comment: NOTHING
        return super().url_converter(name, hashed_files, template)
