"""What ships with the package is in the wheel, not in the repository alone."""

from hatchling.builders.wheel import WheelBuilder


def test_every_preset_is_in_the_wheel(root, project_files):
    folder = root / "src" / "isonomia" / "presets"
    presets = {path.relative_to(root / "src").as_posix() for path in project_files if path.is_relative_to(folder)}
    included = {file.distribution_path for file in WheelBuilder(str(root)).recurse_included_files()}
    assert any("/societies/" in path for path in presets)
    assert presets - included == set()
