"""The catalogue holds exactly what the source says, and survives careless merges."""

import gettext
import os
import shutil
import subprocess

import pytest

from jobfair.ops import translations

TEMPLATE = """
<h1>{% translate "欢迎 100%" %}</h1>
   {% blocktranslate trimmed with who=name %}
     您好 {{ who }}，
     再见
   {% endblocktranslate %}
 {% blocktranslate count n=n %}{{ n }} 个岗位{% plural %}共 {{ n }} 个岗位{% endblocktranslate %}
{% include "a.html" with label=_("按钮") %} {{ x|default:_("默认") }}
  {% translate "名" context "人" %} {# 注释 #} {% comment %}{% translate "不要" %}{% endcomment %}
"""
PYTHON = """
from django.utils.translation import gettext_lazy as _
class A:
    a = _("甲")
    b = ngettext_lazy("%(n)d 乙", "共 %(n)d 乙", n)
    c = pgettext_lazy("处", "丙")
    d = _("长" "句")
    e = f"{_('丁')}"
    f = _(variable), other("戊")
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A small project with one module, one template and an empty catalogue."""
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "LOCALES", tmp_path / "locale")
    (tmp_path / "jobfair" / "fairs").mkdir(parents=True)
    (tmp_path / "jobfair" / "fairs" / "models.py").write_text('_("招聘会")\n_("%(n)s 天")\n')
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "home.html").write_text('{% translate "首页" %}')
    po = tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text("")
    return po


def test_texts_of_a_template():
    found = list(translations.texts_in_template(TEMPLATE, "here"))
    assert found == [
        ("欢迎 100%%", None),
        ("您好 %(who)s， 再见", None),
        (("%(n)s 个岗位", "共 %(n)s 个岗位"), None),
        ("按钮", None),
        ("默认", None),
        ("名", "人"),
    ]


def test_texts_of_python():
    assert set(translations.texts_in_python(PYTHON)) == {
        ("甲", None),
        (("%(n)d 乙", "共 %(n)d 乙"), None),
        ("丙", "处"),
        ("长句", None),
        ("丁", None),
    }


def test_migrations_are_not_interface(project):
    migrations = translations.ROOT / "jobfair" / "fairs" / "migrations"
    migrations.mkdir()
    (migrations / "0001_initial.py").write_text('_("旧")')
    assert "旧" not in translations.extract()


def test_updating_keeps_translations_adds_new_texts_and_drops_old_ones(project):
    project.write_text(
        'msgid "招聘会"\nmsgstr "Job fair"\n\nmsgid "走了"\nmsgstr "Gone"\n', "utf-8"
    )
    assert translations.update(project, translations.extract())
    catalogue = translations.read(project)
    assert {m.id: m.string for m in catalogue if m.id} == {
        "%(n)s 天": "",
        "招聘会": "Job fair",
        "首页": "",
    }
    assert not translations.update(project, translations.extract()), "a second run changes nothing"


def test_findings_name_each_text(project):
    project.write_text(
        'msgid "%(n)s 天"\nmsgstr "%(m)s days"\n\n'
        '#, fuzzy\nmsgid "招聘会"\nmsgstr "Fair"\n\n'
        'msgid "走了"\nmsgstr "Gone"\n',
        "utf-8",
    )
    findings = translations.compare(translations.extract(), translations.read(project))
    assert findings.missing == ["首页"]
    assert findings.fuzzy == ["招聘会"]
    assert findings.unused == ["走了"]
    assert findings.broken == ["%(n)s 天"]
    assert translations.report(findings).count("\n") == 4


def test_nothing_is_found_in_a_complete_catalogue(project):
    project.write_text(
        'msgid "%(n)s 天"\nmsgstr "%(n)s days"\n\nmsgid "招聘会"\nmsgstr "Fair"\n\n'
        'msgid "首页"\nmsgstr "Home"\n',
        "utf-8",
    )
    assert not translations.compare(translations.extract(), translations.read(project))


def test_a_text_left_twice_by_a_merge_is_folded_into_its_translation(project):
    project.write_text(
        'msgid "招聘会"\nmsgstr ""\n\nmsgid "招聘会"\nmsgstr "Job fair"\n'
        'msgid "首页"\nmsgstr "Home"\n\nmsgid "首页"\nmsgstr ""\n',
        "utf-8",
    )
    translations.update(project, translations.extract())
    text = project.read_text("utf-8")
    assert text.count("招聘会") == 1
    assert text.count("首页") == 1
    assert "Job fair" in text
    assert "Home" in text


def test_two_branches_that_add_texts_merge_without_conflict(project, tmp_path):
    """Git's union merge may glue entries together; reading and updating sets them right."""
    ours, base, theirs = (tmp_path / name for name in ("ours", "base", "theirs"))
    entry = 'msgid "{}"\nmsgstr "{}"\n\n'.format
    base.write_text(entry("一", "One") + entry("三", "Three"), "utf-8")
    ours.write_text(
        entry("一", "One") + entry("招聘会", "Job fair") + entry("三", "Three"), "utf-8"
    )
    theirs.write_text(entry("一", "One") + entry("首页", "Home") + entry("三", "Three"), "utf-8")
    subprocess.run(["git", "merge-file", "--union", ours, base, theirs], check=True)
    catalogue = translations.read(shutil.copy(ours, project))
    assert catalogue["招聘会"].string == "Job fair"
    assert catalogue["首页"].string == "Home"


def test_a_stale_catalogue_is_compiled_once(project):
    project.write_text('msgid "首页"\nmsgstr "Home"\n', "utf-8")
    assert translations.compile_stale() == [project]
    assert translations.compile_stale() == []
    os.utime(project.with_suffix(".mo"), (0, 0))
    assert translations.compile_stale() == [project]
    with project.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("首页") == "Home"
