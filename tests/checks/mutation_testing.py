"""Mutation testing of the checks: mutmut changes the code one place at a time, and the tests must notice.

`python tests/checks/mutation_testing.py [WORD ...]` takes the modules of `isonomia/check` whose path holds one of the words (all,
if none is given), and prints for each how many of mutmut's mutants the tests notice, and each that they do not. mutmut
writes the mutants; they are run here and not by `mutmut run`, because the worked cases of one check are read once and
then take a millisecond each, where a run of pytest for each mutant would take a day.

A check is run against its own worked cases, in full (worked_cases.py); what all checks share against the worked cases of
all; comments, fixes, adapted schemes and formats against their own tests.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
CHECK = "isonomia/check"
SECONDS = 60  # then a mutant that never ends counts as noticed
# Whose own tests are run, by the beginning of the module's path inside `check`; the rest has worked cases.
TESTS = {
    "accept.py": ["tests/checks/test_accepts.py"],
    "accepts/": ["tests/checks/test_accepts.py"],
    "adapt/": ["tests/unit/check/adapt"],
    "alike.py": ["tests/unit/check/test_alike.py"],
    "fix/": ["tests/unit/check/fix"],
    "formats/": ["tests/unit/check/formats"],
    "simulation_results.py": ["tests/unit/check/test_simulation_results.py"],
}
# Pages, their words and the texts that were read are compared letter by letter in tests/docs.
LEFT_OUT = (
    "example/",
    "page.py",
    "rule_page.py",
    "ruleset.py",
    "readings.py",
    "citations.py",
    "words.py",
    "__init__.py",
)


def main(words: list[str]) -> int:
    """Write the mutants into a copy of the source, then run them there."""
    from mutmut.mutation.file_mutation import mutate_file_contents

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "isonomia"
        shutil.copytree(ROOT / "src/isonomia", copy, ignore=shutil.ignore_patterns("__pycache__"))
        lines = []
        for path in sorted((copy / "check").rglob("*.py")):
            inside = path.relative_to(copy / "check").as_posix()
            if path.name == "__init__.py" or inside.startswith(LEFT_OUT):
                continue
            if words and not any(word.lower() in inside for word in words):
                continue
            mutated = mutate_file_contents(str(path), path.read_text(encoding="utf-8"))
            if mutated.mutant_names:
                path.write_text(mutated.code, encoding="utf-8")
                lines += [f"{inside} {name}" for name in mutated.mutant_names]
        names = Path(folder) / "names"
        names.write_text("\n".join(lines), encoding="utf-8")
        paths = os.pathsep.join((folder, str(ROOT / "tests")))
        environment = os.environ | {"PYTHONPATH": paths, "MUTANT_UNDER_TEST": "", "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            [sys.executable, __file__, "--run", names], env=environment, cwd=ROOT, check=False
        ).returncode


def run(names: Path) -> int:
    """Run each mutant, module by module, and print what the tests do not notice."""
    by_module: dict[str, list[str]] = {}
    for line in names.read_text(encoding="utf-8").splitlines():
        inside, name = line.split()
        by_module.setdefault(inside, []).append(name)
    noticed = every = 0
    for inside, mutants in by_module.items():
        module = f"isonomia.check.{inside.removesuffix('.py').replace('/', '.')}"
        passes = _tests_of(inside)
        if not passes():
            print(f"{inside}: the tests fail without any mutant")
            return 1
        alive = [name for name in mutants if _survives(f"{module}.{name}", passes)]
        noticed, every = noticed + len(mutants) - len(alive), every + len(mutants)
        print(f"{inside}: {len(mutants) - len(alive)} of {len(mutants)}", *alive, sep="\n    ", flush=True)
    print(f"{noticed} of {every} mutants are noticed ({noticed / max(1, every):.1%})")
    return 0


def _survives(mutant: str, passes: Callable[[], bool]) -> bool:
    """Whether the tests still pass with a mutant, in a process of its own."""
    child = os.fork()
    if child == 0:
        os.environ["MUTANT_UNDER_TEST"] = mutant
        signal.alarm(SECONDS)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        try:
            is_alive = passes()
        except BaseException:  # whatever a mutant raises is noticed
            is_alive = False
        os._exit(0 if is_alive else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _tests_of(inside: str) -> Callable[[], bool]:
    """What runs the tests of a module, and says whether they pass."""
    from checks.worked_cases import in_full as all_of
    from checks.worked_cases import kept_in_full, told, worked_cases
    from isonomia.check.registry import checks

    for beginning, paths in TESTS.items():
        if inside.startswith(beginning):
            return lambda: _pytest(paths)
    laws = [check for check in checks() if check.family != "accepts"]
    stem = inside.rsplit("/", 1)[-1].removesuffix(".py")
    family = inside.split("/", maxsplit=1)[0] if "/" in inside else ""
    own = [check for check in laws if check.module.endswith(f".{stem}")]
    chosen = own or [check for check in laws if check.family == family] or laws
    kept = {check.family: kept_in_full(check.family) for check in chosen}
    cases = [case for check in chosen for case in worked_cases(check)]

    def passes() -> bool:
        for case in cases:
            found = case.findings()
            if told(found) != case.expected or all_of(found) != kept[case.check.family].get(case.name, []):
                return False
        return True

    return passes


def _pytest(paths: list[str]) -> bool:
    import pytest

    return pytest.main(["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", *paths]) == 0


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[2])) if sys.argv[1:2] == ["--run"] else main(sys.argv[1:]))
