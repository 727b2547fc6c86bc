"""What the models cannot say: names that must exist, expressions that must fit, numbers that must agree."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from isonomia.diagnostics.diagnostic import Diagnostic, Level
from isonomia.diagnostics.suggest import did_you_mean, one_of
from isonomia.diagnostics.yaml_document import Document
from isonomia.expression.fault import FOLLOW_UP, ExpressionFault
from isonomia.scheme.model.scheme_file import SchemeFile
from isonomia.scheme.model.vocabulary import Better
from isonomia.scheme.scheme import CompiledBand, CompiledPool, CompiledRule, CompiledStep, Scheme

Keys = tuple[str | int, ...]


@dataclass
class Examination:
    """A scheme file under examination: what was found wrong, and what could be compiled so far."""

    document: Document
    file: SchemeFile
    faulty_names: frozenset[str]
    diagnostics: list[Diagnostic] = field(default_factory=list)
    zone: ZoneInfo | None = None
    rules: list[CompiledRule] = field(default_factory=list)
    pools: list[CompiledPool] = field(default_factory=list)
    bands: list[CompiledBand] = field(default_factory=list)
    steps: list[CompiledStep] = field(default_factory=list)

    def error(self, code: str, keys: Keys, found: str, expected: str = "", remedy: str = "") -> None:
        """Report a fault of the value at `keys`."""
        self.diagnostics.append(Diagnostic(code, self.document.locate(keys), found, expected, remedy))

    def error_at_key(self, code: str, keys: Keys, found: str, expected: str = "", remedy: str = "") -> None:
        """Report a fault of the key itself."""
        self.diagnostics.append(Diagnostic(code, self.document.locate_key(keys), found, expected, remedy))

    def warn(self, code: str, keys: Keys, found: str, expected: str = "", remedy: str = "") -> None:
        """Report a doubt that stops nothing."""
        span = self.document.locate(keys)
        self.diagnostics.append(Diagnostic(code, span, found, expected, remedy, Level.WARNING))

    def fault_within(self, keys: Keys, fault: ExpressionFault) -> None:
        """Report a fault inside an expression, at its own characters."""
        if fault.code == FOLLOW_UP:
            return
        span = self.document.locate_within(keys, fault.start, fault.end)
        self.diagnostics.append(Diagnostic(fault.code, span, fault.found, fault.expected, fault.remedy))

    def names(self, kind: str, keys: Keys, name: str, known: Iterable[str]) -> bool:
        """Whether `name` is known; if not, and it is not itself faulty, report it."""
        choices = list(known)
        if name in choices:
            return True
        if name not in self.faulty_names:
            self.error(
                f"scheme-unknown-{kind}", keys, f"the {kind} '{name}'", one_of(choices), did_you_mean(name, choices)
            )
        return False

    @property
    def higher_is_better(self) -> bool:
        return self.file.score.better is Better.HIGHER

    def compiled(self, path: Path) -> Scheme:
        """The compiled scheme, once nothing was found wrong."""
        assert self.zone is not None
        return Scheme(
            self.file,
            path,
            self.document.text,
            self.zone,
            tuple(self.rules),
            tuple(self.pools),
            tuple(self.bands),
            tuple(self.steps),
        )
