"""The part of the demo that runs the service."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from isonomia.cli import inputs
from isonomia.cli.serving import DEMONSTRATED, missing_package
from isonomia.locale import _, ngettext


def show_month(
    folder: Path, say: Callable[[str], None], working: Callable[[str], AbstractContextManager[object]]
) -> None:
    """Live through a month in the demonstration community, and say what happened and where to look."""
    say("\n" + _("A lawful scheme, live: a made-up community for a month, through the HTTP API"))
    missing = missing_package()
    if missing:
        say(
            "  "
            + _("not run: the service needs the package {name} (pip install 'isonomia[serve]')").format(name=missing)
        )
        return
    from isonomia.service.demonstration.month import live_a_month

    with working(_("Living through a month")):
        month = live_a_month(inputs.load(DEMONSTRATED), folder)
    taken = ngettext("{count} fact taken in", "{count} facts taken in", month.taken)
    refused = ngettext("{count} refused", "{count} refused", month.refused)
    say("  " + _("{taken}; {refused}: about somebody who never joined").format(taken=taken, refused=refused))
    words = _("a late fee counts against Hanna ({before}, then {disputed}); she disputes it, and a reviewer agrees")
    say("  " + words.format(before=month.score_before, disputed=month.score_disputed))
    say("  " + _("her score at the end of the month: {score}").format(score=month.score_after))
    say("  " + _("the transparency log has {count} entries").format(count=month.entries_in_log))
    for picture in month.pictures:
        say(f"  {picture}")
    if not month.pictures:
        say("  " + _("no browser was found for pictures of its pages (Debian, Ubuntu: apt install chromium)"))
    say("  " + _("look around: isonomia serve --demo --folder {folder}").format(folder=folder))
