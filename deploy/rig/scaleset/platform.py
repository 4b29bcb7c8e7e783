"""Stands in for the parts of Azure that an instance asks: metadata service with its scheduled events, Key Vault and the blob container of the package.

Each is as strict as the real one in what a client can get wrong: header of the metadata service, resource of the token, version.
"""

import json
import pathlib
import secrets as randomness
import shutil
import ssl
import sys
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from . import processes, scheduled, secrets
from .settings import BLOB_HOST, CLOUD, DEPLOY, GATE, IDENTITY, METADATA, VAULT_HOST, instance_at, machine_name

# Token by resource: whoever shows one has asked the metadata service for that resource.
TOKENS = {"https://vault.azure.net": randomness.token_hex(), "https://storage.azure.com/": randomness.token_hex()}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body):
        content = (body if isinstance(body, str) else json.dumps(body)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def query(self):
        address = urllib.parse.urlsplit(self.path)
        return address.path, {name: values[0] for name, values in urllib.parse.parse_qs(address.query).items()}

    def log_message(self, format, *arguments):
        print(time.strftime("%H:%M:%S"), self.client_address[0], format % arguments, flush=True)


class Metadata(_Handler):
    def do_GET(self):
        path, query = self.query()
        if self.headers.get("Metadata") != "true":
            self.answer(400, {"error": "no header Metadata: true"})
        elif path == "/metadata/identity/oauth2/token":
            token = TOKENS.get(query.get("resource"))
            if query.get("api-version") != "2018-02-01" or token is None or query.get("client_id") != IDENTITY:
                self.answer(400, {"error": "invalid_request"})
            else:
                self.answer(200, {"access_token": token, "expires_in": "86400", "token_type": "Bearer", "resource": query["resource"]})
        elif path == "/metadata/instance/compute/name":
            if query != {"api-version": "2021-02-01", "format": "text"}:
                self.answer(400, {"error": "Bad request"})
            else:
                self.answer(200, machine_name(instance_at(self.client_address[0])))
        elif path == "/metadata/scheduledevents":
            if query.get("api-version") != "2020-07-01":
                self.answer(400, {"error": "Bad request"})
            else:
                # Each machine sees the events of all.
                self.answer(200, {"DocumentIncarnation": 1, "Events": scheduled.listed()})
        else:
            self.answer(404, {"error": "not found"})

    def do_POST(self):
        path, query = self.query()
        content = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if self.headers.get("Metadata") != "true":
            self.answer(400, {"error": "no header Metadata: true"})
        elif path != "/metadata/scheduledevents" or query.get("api-version") != "2020-07-01":
            self.answer(404, {"error": "not found"})
        elif self._approves(content):
            self.answer(200, "")
        else:
            self.answer(400, {"error": "Bad request"})

    @staticmethod
    def _approves(content):
        try:
            return scheduled.approve([request["EventId"] for request in json.loads(content)["StartRequests"]])
        except (ValueError, KeyError, TypeError):
            return False

    def log_request(self, code="-", size="-"):
        # Every machine asks for events every few seconds.
        if self.command != "GET" or not self.path.startswith("/metadata/scheduledevents"):
            super().log_request(code, size)


class VaultAndBlobs(_Handler):
    package_folder = pathlib.Path()

    def do_GET(self):
        path, query = self.query()
        host = self.headers.get("Host", "")
        bearer = self.headers.get("Authorization", "")
        if host == VAULT_HOST:
            self._secret(path, query, bearer)
        elif host == BLOB_HOST:
            self._blob(path, bearer)
        else:
            self.answer(404, {"error": "no such host"})

    def _secret(self, path, query, bearer):
        name = path.removeprefix("/secrets/")
        if bearer != f"Bearer {TOKENS['https://vault.azure.net']}":
            self.answer(401, {"error": {"code": "Unauthorized"}})
        elif query.get("api-version") != "7.4":
            self.answer(400, {"error": {"code": "BadParameter"}})
        elif name not in secrets.vault():
            self.answer(404, {"error": {"code": "SecretNotFound"}})
        else:
            self.answer(200, {"value": secrets.vault()[name], "id": f"https://{VAULT_HOST}/secrets/{name}/1"})

    def _blob(self, path, bearer):
        if bearer != f"Bearer {TOKENS['https://storage.azure.com/']}" or not self.headers.get("x-ms-version"):
            self.answer(401, {"error": "InvalidAuthenticationInfo"})
            return
        file = self.package_folder / pathlib.PurePosixPath(path).name
        if not path.startswith("/packages/") or not file.is_file():
            self.answer(404, {"error": "BlobNotFound"})
            return
        self.send_response(200)
        self.send_header("Content-Length", str(file.stat().st_size))
        self.end_headers()
        with file.open("rb") as content:
            shutil.copyfileobj(content, self.wfile)


def start(packages):
    processes.start("platform", [sys.executable, "-m", "scaleset.platform", packages], namespace=CLOUD, cwd=DEPLOY / "rig")


def serve(packages):
    VaultAndBlobs.package_folder = pathlib.Path(packages)
    metadata = ThreadingHTTPServer((METADATA, 80), Metadata)
    secure = ThreadingHTTPServer((GATE, 443), VaultAndBlobs)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(secrets.PLATFORM)
    # Shaken hands in the connection's own thread, so that one that says nothing keeps nobody waiting.
    secure.socket = context.wrap_socket(secure.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=metadata.serve_forever, daemon=True).start()
    secure.serve_forever()


if __name__ == "__main__":
    serve(sys.argv[1])
