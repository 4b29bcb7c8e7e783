"""What the scale set's instances shall be: the package, and how many."""

import dataclasses
import hashlib
import json
import pathlib
import shutil
import tarfile

from .files import whole
from .settings import BLOB_HOST, HOME, MODEL

PACKAGES = HOME / "packages"


@dataclasses.dataclass(frozen=True)
class Model:
    instances: int
    version: str
    file: str
    sha256: str

    @property
    def url(self):
        return f"https://{BLOB_HOST}/packages/{self.file}"

    def keep(self):
        whole(MODEL, json.dumps(dataclasses.asdict(self)))


def of_package(package, instances):
    """Puts the package where instances download it, and reads its version."""
    package = pathlib.Path(package)
    with tarfile.open(package) as archive:
        folder = archive.next().name.split("/")[0]
    version = folder.removeprefix("gait-suite-")
    if version == folder:
        raise SystemExit(f"{package} holds a folder {folder} and should hold gait-suite-VERSION.")
    PACKAGES.mkdir(parents=True, exist_ok=True)
    copy = PACKAGES / f"gait-suite-{version}-linux-x86_64.tar.gz"
    if not copy.exists() or not copy.samefile(package):
        shutil.copyfile(package, copy)
    digest = hashlib.sha256(copy.read_bytes()).hexdigest()
    return Model(instances, version, copy.name, digest)


def current():
    return Model(**json.loads(MODEL.read_text())) if MODEL.exists() else None
