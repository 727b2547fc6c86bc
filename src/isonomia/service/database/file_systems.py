"""Whether a file lies on a network file system (Linux; elsewhere nothing is known, and nothing is refused)."""

from pathlib import Path

NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs", "ceph", "glusterfs", "lustre"})
MOUNTS = Path("/proc/self/mounts")


def is_on_network(path: Path) -> bool:
    """Whether the mount that holds a path is of a kind whose file locks cannot be trusted."""
    if not MOUNTS.exists():
        return False
    mounts = [line.split()[1:3] for line in MOUNTS.read_text(encoding="utf-8").splitlines()]
    return kind_of_mount(path.resolve(), [(place.replace("\\040", " "), kind) for place, kind in mounts]) in NETWORK


def kind_of_mount(path: Path, mounts: list[tuple[str, str]]) -> str:
    """The file system of the mount nearest above a path; of several at one place the last one mounted."""
    holding = [(len(place), number, kind) for number, (place, kind) in enumerate(mounts) if path.is_relative_to(place)]
    return max(holding)[2] if holding else ""
