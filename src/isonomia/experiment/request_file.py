"""`request.json` of a folder of kept runs or of a kept sweep: written once, and gone on with only as it was written.

It holds the version that wrote it and a digest of all else in it, so that what was cut off, edited or mixed up is told
before anything runs.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from isonomia import __version__
from isonomia.errors import UsageError
from isonomia.scheme.load import read_scheme_text
from isonomia.scheme.scheme import Scheme
from isonomia.simulate.compiled import kernel_digest
from isonomia.society.load import read_society_text
from isonomia.society.society import Society
from isonomia.whole_file import write_whole

REQUEST_FILE = "request.json"
TEXTS = ("society", "scheme", "baseline")
MADE_BY = ("isonomia", "kernel")
DIGEST = "sha256"
REMEDY = "put back the file as it was, or begin anew in another folder"


def digest_of(content: Any) -> str:
    """SHA-256, in hexadecimal, of what JSON can hold: the same however the text is laid out."""
    return sha256(json.dumps(content, sort_keys=True).encode("ascii")).hexdigest()


def write_request(record: Mapping[str, Any], folder: Path) -> None:
    """Write what was asked for, with the version at hand and the digest."""
    whole = dict(record) | dict(zip(MADE_BY, (__version__, kernel_digest()), strict=True))
    whole[DIGEST] = digest_of(whole)
    try:
        data = json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8")
    except UnicodeEncodeError:  # the name of a file need not be text
        data = json.dumps(whole, indent=1).encode("ascii")
    write_whole(data + b"\n", folder / REQUEST_FILE)


def read_request(folder: Path, names: Iterable[str], absent: UsageError) -> dict[str, Any]:
    """What a folder was asked for, to the letter; `absent` where it has no such file, or one with other keys.

    names: the keys of the record. UsageError for a file that is damaged, was changed, or is another version's.
    """
    path = folder / REQUEST_FILE
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise absent from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"'{path}' cannot be read: {reason}", remedy="check the path and its permissions") from None
    except (ValueError, RecursionError):
        raise UsageError(f"'{path}' is damaged: it is cut off, or no JSON", remedy=REMEDY) from None
    if not isinstance(found, dict):
        raise UsageError(f"'{path}' is damaged: it holds no keys", remedy=REMEDY)
    made_by = [found.get(name) for name in MADE_BY]
    if all(isinstance(item, str) for item in made_by) and made_by != [__version__, kernel_digest()]:
        raise UsageError(
            f"'{path}' was begun with isonomia {made_by[0]}, kernel {made_by[1]}; this is isonomia {__version__}, "
            f"kernel {kernel_digest()}",
            remedy="go on with the isonomia that began it, or begin again: results of two versions do not mix",
        )
    known = {*names, *MADE_BY, DIGEST}
    if found.get(DIGEST) != digest_of({name: value for name, value in found.items() if name != DIGEST}):
        differences = [f"'{name}' is missing" for name in sorted(known - found.keys())]
        differences += [f"'{name}' is no key of it" for name in sorted(found.keys() - known)]
        reasons = ", ".join(differences) or "its content does not fit its digest"
        raise UsageError(f"'{path}' was changed after it was written: {reasons}", remedy=REMEDY)
    if found.keys() != known:
        raise absent
    return found


def texts_of(asked: Any) -> dict[str, dict[str, str] | None]:
    """Society, scheme and baseline of what was asked for, as a request keeps them."""
    items = {name: getattr(asked, name) for name in TEXTS}
    return {name: None if item is None else {"path": str(item.path), "text": item.text} for name, item in items.items()}


def read_texts(found: Mapping[str, Any], folder: Path) -> tuple[Society, Scheme, Scheme | None]:
    """Society, scheme and baseline of a request that was read."""
    society = read_society_text(Path(found["society"]["path"]), found["society"]["text"]).society
    scheme, baseline = (
        None if found[name] is None else read_scheme_text(Path(found[name]["path"]), found[name]["text"]).scheme
        for name in ("scheme", "baseline")
    )
    if society is None or scheme is None or (baseline is None and found["baseline"] is not None):
        raise UsageError(f"'{folder / REQUEST_FILE}' holds no society and scheme that can be run", remedy=REMEDY)
    return society, scheme, baseline
