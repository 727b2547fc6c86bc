"""What this project never writes, each ban with its reason in the message."""

import ast
import re

EXACT_ROOMS = ("src/isonomia/score/", "src/isonomia/expression/")
DRAWERS = {"util", "utils", "helper", "helpers", "common", "misc", "core"}
LEFTOVERS = re.compile(r"\b(" + "TO" + "DO|FIX" + r"ME)\b")
MACHINE_PATHS = re.compile(r"(?<![\w.~:/*-])/(?:work|tmp|home|root|Users|mnt)/")


def places(root, found) -> list[str]:
    return [f"{path.relative_to(root).as_posix()}:{line}" for path, line in found]


def test_points_are_exact(root, python_trees):
    found = []
    for path, tree in python_trees.items():
        if not path.relative_to(root).as_posix().startswith(EXACT_ROOMS):
            continue
        for node in ast.walk(tree):
            call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
            literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
            if call or literal:
                found.append((path, node.lineno))
    assert not found, f"integers and Decimal only; a float rounds points silently: {places(root, found)}"


def test_only_commands_print(root, python_trees):
    found = [
        (path, node.lineno)
        for path, tree in python_trees.items()
        if path.relative_to(root).as_posix().startswith("src/isonomia/")
        and not path.relative_to(root).as_posix().startswith("src/isonomia/cli/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not found, f"return it, and let a command in cli/ print: {places(root, found)}"


def test_no_drawers(root, project_files):
    found = [
        path.relative_to(root).as_posix()
        for path in project_files
        if DRAWERS & {part.split(".")[0].strip("_") for part in path.relative_to(root).parts}
    ]
    assert not found, f"name a file for what it holds: {found}"


def test_nothing_is_left_for_later(root, texts):
    found = [
        (path, number)
        for path, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if LEFTOVERS.search(line)
    ]
    assert not found, f"do it, or open an issue: {places(root, found)}"


def test_no_path_of_one_machine(root, texts):
    found = [
        (path, number)
        for path, text in texts.items()
        if path.relative_to(root).parts[0] != "tests"
        for number, line in enumerate(text.splitlines(), 1)
        if MACHINE_PATHS.search(line)
    ]
    assert not found, f"this path exists on one machine only: {places(root, found)}"


def test_the_pattern_for_paths_knows_addresses_from_paths():
    assert MACHINE_PATHS.search('open("/tmp/x")')
    assert MACHINE_PATHS.search("cd /work/main")
    assert not MACHINE_PATHS.search("https://example.org/work/main and ./tmp/x and ~/work/x")
