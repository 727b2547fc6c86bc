"""The files for running a service say what the program knows: variables that exist, paths that fit together."""

import re
import shutil
import subprocess
from dataclasses import fields

import pytest
from ruamel.yaml import YAML

from isonomia.service.config import PREFIX, Settings


@pytest.fixture
def deploy(root):
    return {path.name: path.read_text(encoding="utf-8") for path in (root / "deploy").iterdir()}


def test_every_variable_exists(deploy):
    known = {PREFIX + field.name.upper() for field in fields(Settings)}
    known |= {f"{name}_FILE" for name in known}
    known |= {"ISONOMIA_ADDRESS"}  # of the Caddyfile alone: where the service listens
    named = {word for text in deploy.values() for word in re.findall(r"\bISONOMIA_[A-Z_]+\b", text)}
    assert "ISONOMIA_DATABASE_FILE" in named
    assert sorted(named - known) == []


def test_the_composition_is_closed(deploy):
    found = YAML(typ="safe", pure=True).load(deploy["compose.yaml"])
    services = found["services"]
    assert found["networks"]["inside"] == {"internal": True}
    assert list(services["database"]["networks"]) == ["inside"]
    assert [name for name, service in services.items() if "ports" in service] == ["front"]
    assert services["service"]["read_only"] is True
    assert services["service"]["cap_drop"] == ["ALL"]
    trusted = services["service"]["environment"]["ISONOMIA_TRUSTED_PROXIES"]
    assert trusted == services["front"]["networks"]["outside"]["ipv4_address"]
    used = {name for service in services.values() for name in service.get("secrets", [])}
    assert used == set(found["secrets"])


def test_the_container_has_no_rights(deploy):
    lines = deploy["Containerfile"].splitlines()
    user = next(number for number, line in enumerate(lines) if line.startswith("USER 10001"))
    assert not any(line.startswith("RUN") for line in lines[user:])
    assert any(line.startswith("HEALTHCHECK") for line in lines)


def test_the_unit_is_one_that_systemd_reads(root, tmp_path):
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("no systemd on this machine")
    for name in ("isonomia.service", "isonomia-backup.service", "isonomia-backup.timer"):
        text = (root / "deploy" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("/opt/isonomia/bin/isonomia", "/bin/true"), encoding="utf-8")
    paths = [str(path) for path in sorted(tmp_path.iterdir())]
    ran = subprocess.run([program, "verify", *paths], capture_output=True, text=True, check=False)
    complaints = [line for line in ran.stderr.splitlines() if "isonomia" in line]
    assert (ran.returncode, complaints) == (0, [])
