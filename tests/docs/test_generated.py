"""Generated pages are fresh and complete: whatever a user can write or meet has its entry."""

import re
import subprocess
import sys
from pathlib import Path
from typing import get_type_hints

import pytest
from pydantic import TypeAdapter

ROOT = Path(__file__).parents[2]
SCRIPTS = sorted((ROOT / "docs" / "scripts").glob("*.py"))
GENERATED = ROOT / "docs" / "generated"
sys.path.append(str(ROOT / "docs" / "scripts"))

import command_pages  # noqa: E402
import error_pages  # noqa: E402
import format_pages  # noqa: E402
import society_pages  # noqa: E402
import table_pages  # noqa: E402, F401
import vocabulary_pages  # noqa: E402

from isonomia.check.registry import by_code  # noqa: E402
from isonomia.expression.dialects import DIALECTS  # noqa: E402
from isonomia.ledger.tables import PROCEDURE_TABLES  # noqa: E402
from isonomia.presets import preset_names, society_names, society_path  # noqa: E402
from isonomia.scheme.contexts import context_terms  # noqa: E402
from isonomia.scheme.model.base import Model  # noqa: E402
from isonomia.society.load import load_society  # noqa: E402
from isonomia.society.quantities import quantities  # noqa: E402


def page(name: str) -> str:
    return (GENERATED / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_pages_are_fresh(script):
    ran = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_every_page_names_a_script_that_exists():
    names = {path.name for path in SCRIPTS}
    for path in GENERATED.rglob("*.md"):
        written_by = re.match(r"<!-- Written by `python docs/scripts/(\w+\.py)`", path.read_text(encoding="utf-8"))
        assert written_by and written_by[1] in names, path


def test_every_model_has_a_section():
    described = {model.__name__ for model in format_pages.all_models()}
    models = [model for model in Model.__subclasses__() if model.__module__.startswith("isonomia.scheme.")]
    assert {model.__name__ for model in models} <= described


@pytest.mark.parametrize("model", format_pages.all_models(), ids=lambda model: model.__name__)
def test_every_key_has_an_entry(model):
    text = page(f"format/{format_pages.page_of(model)}.md")
    for name, field in model.model_fields.items():
        anchor = f"{{ #{format_pages.model_anchor(model)}-{format_pages.key_of(name, field)} }}"
        assert anchor in text and field.description, f"{model.__name__}.{name}"


def test_hand_written_examples_are_of_the_format():
    models = {format_pages.model_anchor(model): model for model in format_pages.all_models()}
    for anchor, values in format_pages.hand_examples().items():
        keys = {format_pages.key_of(name, field): name for name, field in models[anchor].model_fields.items()}
        for key, value in values.items():
            if key == "whole":
                models[anchor].model_validate(value)
            else:
                TypeAdapter(get_type_hints(models[anchor], include_extras=True)[keys[key]]).validate_python(value)


def test_every_model_of_a_society_has_a_section():
    models = {model for model in Model.__subclasses__() if model.__module__.startswith("isonomia.society.")}
    assert models == set(society_pages.MODELS)


@pytest.mark.parametrize("model", society_pages.MODELS, ids=lambda model: model.__name__)
def test_every_key_of_a_society_has_an_entry(model):
    section = page("society.md").split(f"{{ #{society_pages.anchor(model)} }}")[1].split("\n## ")[0]
    for name, field in model.model_fields.items():
        assert field.description and f"\n| `{name}` |" in section, f"{model.__name__}.{name}"


@pytest.mark.parametrize("name", society_names())
def test_every_number_of_a_shipped_society_has_an_entry(name):
    section = page("society-values.md").split(f"{{ #{name} }}")[1].split("\n## ")[0]
    assert all(f"\n| `{path}` |" in section for path, _ in quantities(load_society(society_path(name)).file))


@pytest.mark.parametrize("words", vocabulary_pages.vocabularies(), ids=lambda words: words.__name__)
def test_every_word_is_explained(words):
    section = page("vocabularies.md").split(f"{{ #{words.__name__.lower()} }}")[1].split("\n## ")[0]
    for word in words:
        assert word.explanation and f"| `{word.value}` |" in section, word


def test_every_context_is_explained():
    text = page("vocabularies.md")
    assert all(f"| `{term}` |" in text for term in context_terms())


@pytest.mark.parametrize(("name", "command"), command_pages.commands().items(), ids=str)
def test_every_command_and_option_has_an_entry(name, command):
    assert command.help, name
    section = re.split(rf"^## {name}$", page("commands.md"), flags=re.MULTILINE)[1].split("\n## ")[0]
    for label, meaning in command_pages.parameters(command):
        assert meaning and f"| {label} |" in section, f"{name} {label}"


def test_every_error_code_has_an_entry():
    text = page("errors.md")
    for code in error_pages.codes_in_source():
        assert f"{{ #{code} }}" in text, code
    for code in error_pages.examples():
        assert code in error_pages.codes_in_source(), code


def test_every_preset_dialect_and_table_has_an_entry():
    gallery = page("gallery/index.md")
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for name in preset_names():
        assert (GENERATED / "gallery" / f"{name}.md").exists()
        assert f"({name}.md)" in gallery and f"gallery/{name}.md" in navigation
    assert all(f"{{ #{name} }}" in page("dialects.md") for name in DIALECTS)
    assert all(f"\n## {name}\n" in page("tables.md") for name in PROCEDURE_TABLES)


def test_every_page_is_in_the_navigation():
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed_by_the_table = GENERATED / "checks"
    for path in (ROOT / "docs").rglob("*.md"):
        if path.parent == listed_by_the_table and path.name != "index.md":
            assert f"({path.name})" in page("checks/index.md"), path
            continue
        assert f" {path.relative_to(ROOT / 'docs')}\n" in navigation, path


def test_every_check_has_a_page():
    assert {path.stem for path in (GENERATED / "checks").glob("*.md")} == {
        "index",
        *(code.lower() for code in by_code()),
    }
