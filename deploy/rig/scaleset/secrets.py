"""What Key Vault would hold, and the keys that the rig itself needs. Only root reads them."""

import json
import secrets
import subprocess

from . import processes
from .files import whole
from .processes import run
from .settings import BLOB_HOST, GATE, PUBLIC_ADDRESS, REDIS_PORT, SECRETS, SITE, VAULT_HOST

AUTHORITY = SECRETS / "authority.pem"
PLATFORM = SECRETS / "platform.pem"
SSH_KEY = SECRETS / "ssh"
VAULT_CONTENT = SECRETS / "vault.json"


def _openssl(*arguments):
    return run("openssl", *arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True).stdout


def _ends_within_a_day(certificate):
    return subprocess.run(["openssl", "x509", "-noout", "-checkend", "86400"], input=certificate, text=True, check=False,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode != 0


def _ec_key():
    return _openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256")


def _certificate(name, subject_alternatives):
    """A key and a certificate of the rig's own authority: (key, certificate)."""
    key, request, certificate, extensions = (SECRETS / f"{name}.{kind}" for kind in ("key", "csr", "crt", "ext"))
    key.write_text(_ec_key())
    extensions.write_text(f"subjectAltName={subject_alternatives}\nextendedKeyUsage=serverAuth\n")
    _openssl("req", "-new", "-key", key, "-subj", f"/CN={name}", "-out", request)
    _openssl("x509", "-req", "-in", request, "-CA", AUTHORITY, "-CAkey", SECRETS / "authority.key", "-CAcreateserial",
             "-days", "30", "-extfile", extensions, "-out", certificate)
    return key.read_text(), certificate.read_text()


def make():
    """Makes what is missing, and certificates anew that are about to end."""
    if not VAULT_CONTENT.exists():
        _make_all()
    if _ends_within_a_day(PLATFORM.read_text()):
        _platform_certificate()
        # It is started again with the new one.
        processes.stop("platform")
    if _ends_within_a_day(vault()["tls-certificate"]):
        # Instances read it at their next boot.
        key, certificate = _site_certificate()
        whole(VAULT_CONTENT, json.dumps({**vault(), "tls-certificate": certificate, "tls-private-key": key}))


def _platform_certificate():
    key, certificate = _certificate("platform", f"DNS:{VAULT_HOST},DNS:{BLOB_HOST}")
    whole(PLATFORM, key + certificate)


def _site_certificate():
    return _certificate("site", f"DNS:{SITE},IP:{PUBLIC_ADDRESS}")


def _make_all():
    SECRETS.mkdir(parents=True, exist_ok=True)
    SECRETS.chmod(0o700)
    (SECRETS / "authority.key").write_text(_ec_key())
    _openssl("req", "-x509", "-new", "-key", SECRETS / "authority.key", "-days", "3650", "-subj", "/CN=Gait Suite rig", "-out", AUTHORITY)
    _platform_certificate()
    SSH_KEY.unlink(missing_ok=True)
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "rig", "-f", SSH_KEY)
    site_key, site_certificate = _site_certificate()
    identity = _ec_key()
    public = run("openssl", "pkey", "-pubout", input=identity, stdout=subprocess.PIPE, text=True).stdout
    redis = secrets.token_hex(16)
    content = {
        "redis-url": f"redis://:{redis}@{GATE}:{REDIS_PORT}/0",
        "sessions-sql-password": secrets.token_hex(16),
        "analyses-sql-password": secrets.token_hex(16),
        "identity-private-key": identity,
        "identity-public-key": public,
        "bootstrap-password": secrets.token_hex(12),
        "tls-certificate": site_certificate,
        "tls-private-key": site_key,
    }
    whole(VAULT_CONTENT, json.dumps(content))


def vault():
    return json.loads(VAULT_CONTENT.read_text())


def redis_password():
    return vault()["redis-url"].split(":", 2)[2].split("@")[0]
