"""Data that people write as YAML, as JSON that the program reads at each start: src/isonomia/scheme/contexts.json.

Written into the package beside its YAML; `--check` says whether it is stale.
"""

import json
import sys

from generation.pages import ROOT
from ruamel.yaml import YAML

SHIPPED = ("src/isonomia/scheme/contexts.yaml",)


def main() -> int:
    """Write each file, or with `--check` compare it."""
    stale = 0
    for name in SHIPPED:
        source = ROOT / name
        read = YAML(typ="safe").load(source.read_text(encoding="utf-8"))
        text = json.dumps(read, ensure_ascii=False, indent=0) + "\n"
        written = source.with_suffix(".json")
        if "--check" not in sys.argv[1:]:
            written.write_text(text, encoding="utf-8")
        elif not written.is_file() or written.read_text(encoding="utf-8") != text:
            print(f"stale: {name}; run `python docs/scripts/shipped_data.py`, or `make docs`")
            stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(main())
