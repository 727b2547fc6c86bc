"""Every module says what it is for, and every folder of modules is a package."""

import ast


def in_source(root, paths):
    return [path for path in paths if path.is_relative_to(root / "src" / "isonomia")]


def test_every_module_has_a_docstring(root, python_trees):
    silent = [
        path.relative_to(root).as_posix()
        for path in in_source(root, python_trees)
        if not ast.get_docstring(python_trees[path])
    ]
    assert not silent, f"begin with a sentence on what it is for: {silent}"


def test_every_folder_of_modules_is_a_package(root, python_trees):
    folders = {path.parent for path in in_source(root, python_trees)}
    parents = {
        parent for folder in folders for parent in folder.parents if parent.is_relative_to(root / "src/isonomia")
    }
    missing = [
        folder.relative_to(root).as_posix()
        for folder in sorted(folders | parents)
        if not (folder / "__init__.py").exists()
    ]
    assert not missing, f"add an __init__.py that says what the room is for: {missing}"


def test_tests_of_the_house_see_the_whole_house(root, project_files):
    names = {path.relative_to(root).as_posix() for path in project_files}
    assert {"pyproject.toml", "src/isonomia/errors.py", "tests/house/test_layout.py", ".ci/run"} <= names
