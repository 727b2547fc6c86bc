"""Are the worked cases of a check strong enough? Each check is changed in one place at a time, and its cases are run.

`python tests/checks/mutants.py [CODE or beginning ...]` prints how many changes the cases and the page's examples notice,
and each change that none of them does. A change: a comparison, `and`, `not`, a number, a truth value, a returned or
yielded thing, a member of a set, a text (not the message of a finding, which the cases compare letter by letter).
"""

import ast
import copy
import sys
from collections.abc import Callable, Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any

from ruamel.yaml import YAML

from isonomia.check.definition import Check
from isonomia.check.example import example_scheme, family_base, lay_over
from isonomia.check.registry import checks
from isonomia.check.run import Report, check_scheme
from isonomia.check.settings import Settings
from isonomia.scheme.load import Reading, read_scheme_text

FOLDER = Path(__file__).parent
DAY = date(2028, 9, 1)
SWAPPED = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
Case = tuple[Reading, date, Any]


def main(wanted: list[str]) -> int:
    """Print the outcome for the checks wanted."""
    killed = alive = 0
    for check in checks():
        if check.family == "accepts" or (wanted and not any(check.code.startswith(word) for word in wanted)):
            continue
        outcomes = list(_outcomes(check))
        survivors = [name for name, is_noticed in outcomes if not is_noticed]
        killed, alive = killed + len(outcomes) - len(survivors), alive + len(survivors)
        print(f"{check.code}: {len(outcomes) - len(survivors)} of {len(outcomes)}")
        for name in survivors:
            print(f"    {name}")
    print(f"{killed} of {killed + alive} changes are noticed ({killed / max(1, killed + alive):.1%})")
    return 0


def _outcomes(check: Check) -> Iterator[tuple[str, bool]]:
    """Each change with whether a case notices it."""
    module = sys.modules[check.module]
    path = Path(str(module.__file__))
    tree = ast.parse(path.read_text(encoding="utf-8"))
    cases = list(_cases(check))
    namespace = dict(vars(module))
    try:
        for name, changed in _changes(tree):
            yield f"line {name}", _is_noticed(check, module, changed, cases)
            vars(module).clear()
            vars(module).update(namespace)
    finally:
        vars(module).clear()
        vars(module).update(namespace)


def _is_noticed(check: Check, module: ModuleType, changed: ast.Module, cases: list[Case]) -> bool:
    try:
        exec(compile(changed, str(module.__file__), "exec"), vars(module))
        return any(_found(check, module, reading, day) != expected for reading, day, expected in cases)
    except Exception:
        return True


def _found(check: Check, module: ModuleType, reading: Reading, day: date) -> list[tuple[str, ...]]:
    """What the module's check finds, by itself."""
    assert reading.scheme is not None
    assert reading.document is not None
    report: Report = check_scheme(reading.scheme, reading.document, Settings(day, select=("NONE",)))
    made: Check = module.CHECK
    if not made.laws & report.subject.jurisdiction.laws:
        return []
    day_of_law = str(made.applies_from)  # applies_from.yaml holds it
    return [(day_of_law,)] + [
        (
            finding.place.path,
            finding.level,
            finding.message,
            finding.remedy,
            finding.judgement,
            str(finding.citations),
            str([(place.path) for place in finding.related]),
            str([(item.name, item.state, item.facts) for item in finding.elements]),
            str(finding.edits),
        )
        for finding in module.examine(report.subject)
    ]


def _cases(check: Check) -> Iterator[Case]:
    """The worked cases and the page's two examples, with what the check as it is finds in them."""
    texts = [(example_scheme(check.family, text), DAY) for text in (check.page.example, check.page.use_instead)]
    listed = YAML(typ="safe").load((FOLDER / check.family / f"{check.code.lower()}.yaml").read_text(encoding="utf-8"))
    for case in listed:
        stream = StringIO()
        YAML().dump(case["over"], stream)
        base = family_base(check.family)
        texts.append((lay_over(base, stream.getvalue()) if case["over"] else base, case.get("as_of", DAY)))
    module = sys.modules[check.module]
    for text, day in texts:
        reading = read_scheme_text(Path("case.yaml"), text)
        yield reading, day, _found(check, module, reading, day)


def _changes(tree: ast.Module) -> Iterator[tuple[str, ast.Module]]:
    """The tree with one change at a time, and the line of it."""
    for index, node in enumerate(ast.walk(tree)):
        for label, change in _possible(node):
            changed = copy.deepcopy(tree)
            change(list(ast.walk(changed))[index])
            ast.fix_missing_locations(changed)
            yield f"{getattr(node, 'lineno', 0)}: {label}", changed


def _possible(node: ast.AST) -> Iterator[tuple[str, Callable[[Any], None]]]:
    """What can be changed about a node."""
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            if type(operator) in SWAPPED:
                other = SWAPPED[type(operator)]
                yield (
                    f"comparison {type(operator).__name__}",
                    lambda it, at=place, op=other: it.ops.__setitem__(at, op()),
                )
    if isinstance(node, ast.BoolOp):
        other = SWAPPED[type(node.op)]
        yield f"{type(node.op).__name__}", lambda it, op=other: setattr(it, "op", op())
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield (
            "not dropped",
            lambda it: (setattr(it, "op", ast.Not()), setattr(it, "operand", ast.UnaryOp(ast.Not(), it.operand))),
        )
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield f"{node.value}", lambda it: setattr(it, "value", not it.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield f"number {node.value}", lambda it: setattr(it, "value", it.value + 1)
    if isinstance(node, ast.If):
        yield "if always", lambda it: setattr(it, "test", ast.Constant(True))
        yield "if never", lambda it: setattr(it, "test", ast.Constant(False))
    if isinstance(node, ast.Set) and len(node.elts) > 1:
        for place in range(len(node.elts)):
            yield f"member {ast.unparse(node.elts[place])}", lambda it, at=place: it.elts.pop(at)


if __name__ == "__main__":
    sys.exit(main([word.upper() for word in sys.argv[1:]]))
