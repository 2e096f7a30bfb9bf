"""What becomes of the project's own scripts when they are collected, and of nobody else's."""

import shutil

from django.core.files.storage import FileSystemStorage

from jobfair.web.storage import AssetStorage

SCRIPT = """// What this is for.
import { b } from "./b.js";

export const address = "https://example.org"; // beside the code
  // On a line of its own.
b(address);
"""


def collected(tmp_path, *names):
    source = FileSystemStorage(tmp_path / "source")
    for name in names:
        file = tmp_path / "source" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(SCRIPT if name.endswith("a.js") else "export function b() {}\n")
    shutil.copytree(tmp_path / "source", tmp_path / "collected")
    storage = AssetStorage(location=tmp_path / "collected", base_url="/static/")
    for _name, _hashed_name, processed in storage.post_process(
        {one: (source, one) for one in names}
    ):
        assert not isinstance(processed, Exception), processed
    done = storage.hashed_files
    return done, {name: (tmp_path / "collected" / done[name]).read_text() for name in names}


def test_browsers_are_sent_our_scripts_without_lines_that_are_comments(tmp_path):
    names, texts = collected(tmp_path, "js/a.js", "js/b.js")
    imported = names["js/b.js"].removeprefix("js/")
    assert texts["js/a.js"] == (
        f'import {{ b }} from "./{imported}";\n\n'
        'export const address = "https://example.org"; // beside the code\n'
        "b(address);\n"
    )


def test_scripts_of_others_stay_as_they_are(tmp_path):
    _names, texts = collected(tmp_path, "admin/js/a.js", "admin/js/b.js")
    assert texts["admin/js/a.js"] == SCRIPT
