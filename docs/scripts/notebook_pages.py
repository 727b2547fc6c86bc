"""The executed notebook and its page: docs/simulation/notebook.ipynb and notebook.md, from notebook.py.

The page is written from the notebook, and the notebook by running notebook.py, which takes half a minute:

    python docs/scripts/notebook_pages.py --run      # run it, and write notebook and page
    python docs/scripts/notebook_pages.py --again    # run it, and compare what it prints with the notebook
"""

import base64
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import jupytext
import nbformat
from generation.pages import ROOT, Page, main
from nbclient import NotebookClient
from nbconvert import MarkdownExporter
from nbformat import NotebookNode

FOLDER = ROOT / "docs" / "simulation"
SOURCE, NOTEBOOK = FOLDER / "notebook.py", FOLDER / "notebook.ipynb"
IMAGE = re.compile(r"!\[svg\]\((output_(\d+)_\d+\.svg)\)")


def written() -> NotebookNode:
    """The notebook as its source has it, not run; numbered cells, so that the same source gives the same file."""
    notebook = jupytext.read(SOURCE)
    for number, cell in enumerate(notebook.cells, 1):
        cell.id = f"cell-{number}"
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return notebook


def executed() -> NotebookNode:
    """The notebook, run in an empty folder."""
    notebook = written()
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(notebook, timeout=900, resources={"metadata": {"path": folder}})
        client.extra_arguments = ["--IPKernelApp.log_level=ERROR"]
        client.execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # when it ran
        for output in cell.get("outputs", []):
            if "text" in output:
                output["text"] = output["text"].replace("\r\n", "\n")  # a command writes as to a terminal
    notebook.metadata["language_info"] = {"name": "python"}  # not by which Python
    return notebook


def stored() -> NotebookNode:
    return nbformat.read(NOTEBOOK, as_version=4)


def sources(notebook: NotebookNode) -> list[tuple[str, str]]:
    return [(cell.cell_type, cell.source) for cell in notebook.cells]


def printed(notebook: NotebookNode) -> list[list[str]]:
    """What each cell prints or gives as text; how a figure is laid out depends on the machine's fonts."""
    return [
        [
            output.get("text") or output.get("data", {}).get("text/plain", "")
            for output in cell.get("outputs", [])
            if "image/svg+xml" not in output.get("data", {})
        ]
        for cell in notebook.cells
    ]


def pages() -> Iterator[Page]:
    """The one page, with its figures inside."""
    notebook = stored()
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("text/html", None)  # tables as text: in HTML they bring a style of their own
    text, resources = MarkdownExporter().from_notebook_node(notebook)

    def figure(found: re.Match[str]) -> str:
        picture = base64.b64encode(resources["outputs"][found[1]]).decode()
        return f"![{notebook.cells[int(found[2])].metadata.get('alt', '')}](data:image/svg+xml;base64,{picture})"

    title, body = IMAGE.sub(figure, text).strip().split("\n", 1)
    yield Page("notebook.md", title.removeprefix("# "), re.sub(r"\n{3,}", "\n\n", re.sub(r"(?m) +$", "", body)))


def compare() -> None:
    """Exit with 1 where a run prints something else than the stored notebook."""
    found = zip(printed(executed()), printed(stored()), strict=True)
    different = [number for number, (ours, theirs) in enumerate(found, 1) if ours != theirs]
    if different:
        sys.exit(f"cells {different} print something else; run `python docs/scripts/notebook_pages.py --run`")


if __name__ == "__main__":
    if "--run" in sys.argv[1:]:
        nbformat.write(executed(), NOTEBOOK)
    if not NOTEBOOK.exists() or sources(stored()) != sources(written()):
        sys.exit(f"stale: {NOTEBOOK.relative_to(ROOT)}; run `python docs/scripts/notebook_pages.py --run`")
    if "--again" in sys.argv[1:]:
        compare()
    main("notebook_pages.py", "notebook.md", pages(), FOLDER)
