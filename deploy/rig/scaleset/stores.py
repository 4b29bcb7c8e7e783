"""What all instances share: Redis, a SQL server, and a folder for videos."""

import os
import pathlib
import shutil

from . import processes, secrets
from .settings import CLOUD, DEPLOY, GATE, REDIS_PORT, SQL_PORT, STORES

# Of user `gait` on the instances.
GAIT_UID = 10001


def videos():
    """A directory that each instance mounts, as a network share would be: the emulator of blob storage knows no managed identities."""
    return STORES / "videos"


def start_redis():
    folder = STORES / "redis"
    folder.mkdir(parents=True, exist_ok=True)
    configuration = folder / "redis.conf"
    configuration.touch(mode=0o600)
    configuration.write_text(
        f"bind {GATE}\nport {REDIS_PORT}\nrequirepass {secrets.redis_password()}\ndir {folder}\nappendonly yes\nsave \"\"\n"
        "maxmemory-policy noeviction\n")
    processes.start("redis", ["redis-server", configuration], namespace=CLOUD)


def stop_redis():
    processes.stop("redis")


def java():
    """That of JAVA_HOME, or else the one on the path; None where there is none."""
    inside = os.path.join(os.environ.get("JAVA_HOME") or "/nowhere", "bin", "java")
    return shutil.which(inside) or shutil.which("java")


def start_sql():
    folder = STORES / "sql"
    folder.mkdir(parents=True, exist_ok=True)
    processes.start(
        "sql",
        [java(), "-Xmx192m", "-XX:+UseSerialGC", f"-Dh2.bindAddress={GATE}", "-cp", _h2(), "org.h2.tools.Server",
         "-tcp", "-tcpAllowOthers", "-tcpPort", SQL_PORT, "-baseDir", folder, "-ifNotExists"],
        namespace=CLOUD)


def _h2():
    """The project's own H2, from wherever its build has put it."""
    for folder in (DEPLOY / "target" / "lib", pathlib.Path.home() / ".m2/repository/com/h2database/h2"):
        jars = sorted(folder.rglob("h2-2.4*.jar")) if folder.is_dir() else []
        if jars:
            return jars[-1]
    raise SystemExit("The SQL server needs the project's H2: build the module deploy first (./mvnw -pl redis-address,deploy package).")


def start():
    videos().mkdir(parents=True, exist_ok=True)
    os.chown(videos(), GAIT_UID, GAIT_UID)
    videos().chmod(0o700)
    start_redis()
    start_sql()


def sql_url(database):
    return f"jdbc:h2:tcp://{GATE}:{SQL_PORT}/./{database};MODE=MSSQLServer;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"
