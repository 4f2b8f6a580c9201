import json
import shutil
from pathlib import Path

import pytest

from sayso import models
from sayso.errors import ModelError


@pytest.fixture
def artefacts(tmp_path: Path) -> Path:
    where = tmp_path / "artefacts"
    shutil.copytree(models.folder(), where)
    return where


def test_the_shipped_artefacts_are_those_of_the_manifest_and_small() -> None:
    manifest = models.read_manifest(models.folder())
    sizes = [len(models.checked(models.folder(), manifest, role)) for role in manifest["files"]]
    assert sum(sizes) < 40 * 2**20


def test_a_missing_file_is_one_sentence(artefacts: Path) -> None:
    (artefacts / "encoder.int8.onnx").unlink()
    with pytest.raises(ModelError, match=r"encoder\.int8\.onnx is missing; install Sayso again"):
        models.load(artefacts)


def test_a_damaged_file_is_one_sentence(artefacts: Path) -> None:
    path = artefacts / "roles.int8.onnx"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(ModelError, match="is damaged; install Sayso again"):
        models.load(artefacts)


def test_a_missing_manifest_and_one_of_another_format(artefacts: Path) -> None:
    path = artefacts / models.MANIFEST
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps(manifest | {"format": 99}))
    with pytest.raises(ModelError, match="another version"):
        models.load(artefacts)
    path.write_text("{")
    with pytest.raises(ModelError, match="cannot be read"):
        models.load(artefacts)
    path.unlink()
    with pytest.raises(ModelError, match="is missing"):
        models.load(artefacts)


def test_what_made_a_claim() -> None:
    assert models.made_by().startswith("sayso 0.")
    assert len(models.made_by().rpartition(" ")[2]) == 12
