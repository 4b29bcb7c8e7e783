"""Clients that ask at a constant rate, whatever happens to the answers, over HTTPS through the load balancer.

They hold connections open and behave as HTTP clients do (RFC 9110, 9.2.2): a read whose connection broke before an answer came is
asked once more, on a new connection. Both are counted: what broke at the first try, and what failed for the user.
"""

import asyncio
import collections
import dataclasses
import json
import ssl
import threading
import time

from . import secrets
from .settings import OPERATOR, PUBLIC_ADDRESS, SITE

PATIENCE = 20.0
PATHS = ["/v1/sessions/current", "/v1/analyses?limit=5", "/v1/sessions/current", "/"]


class Broken(Exception):
    """The connection ended before an answer was complete."""


@dataclasses.dataclass
class Tally:
    """What became of the requests."""

    asked: int = 0
    broken_first: int = 0
    failed: int = 0
    lost_logins: int = 0
    slowest: float = 0.0
    seconds: float = 0.0
    reasons: collections.Counter = dataclasses.field(default_factory=collections.Counter)

    @property
    def failed_percent(self):
        return 100.0 * self.failed / max(1, self.asked)


class _Connection:
    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer
        self.usable = True

    async def ask(self, method, path, token=None, body=None):
        """(status, body)."""
        content = json.dumps(body).encode() if body is not None else b""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {SITE}"]
        if token:
            lines.append(f"Authorization: Bearer {token}")
        if body is not None:
            lines += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
        try:
            self.writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + content)
            head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
            if headers.get("transfer-encoding") == "chunked":
                answer = await self._chunks()
            else:
                answer = await self.reader.readexactly(int(headers.get("content-length", "0")))
        except (OSError, EOFError, ssl.SSLError) as failure:
            raise Broken(type(failure).__name__) from failure
        if headers.get("connection", "").lower() == "close":
            self.usable = False
        return int(head[0].split()[1]), answer

    async def _chunks(self):
        parts = []
        while True:
            size = int((await self.reader.readuntil(b"\r\n")).split(b";")[0], 16)
            parts.append((await self.reader.readexactly(size + 2))[:-2])
            if size == 0:
                return b"".join(parts)

    def close(self):
        self.usable = False
        self.writer.transport.abort()


class Load:
    """Asks from its start until it is stopped; the clock of the rate does not wait for answers."""

    def __init__(self, rate):
        self.rate = rate
        self.tally = Tally()
        self._tls = ssl.create_default_context(cafile=str(secrets.AUTHORITY))
        self._idle = collections.deque()
        self._tokens = []
        self._stopped = threading.Event()
        self._began = threading.Event()
        self._failure = None
        self._since = 0.0
        self._thread = threading.Thread(target=self._run)

    def __enter__(self):
        self._thread.start()
        self._began.wait()
        if self._failure:
            raise self._failure
        self._since = time.monotonic()
        return self

    def __exit__(self, kind, *_):
        self.tally.seconds = time.monotonic() - self._since
        self._stopped.set()
        self._thread.join()
        if self._failure and kind is None:
            raise RuntimeError(f"the load broke off after {self.tally.asked} requests") from self._failure

    def logged_in(self):
        """How many of the sessions that were there at the start still are."""
        return asyncio.run(self._still_known())

    def _run(self):
        try:
            asyncio.run(self._ask_on())
        except Exception as failure:
            self._failure = failure
        finally:
            self._began.set()

    async def _connect(self):
        try:
            reader, writer = await asyncio.open_connection(PUBLIC_ADDRESS, 443, ssl=self._tls, server_hostname=SITE)
        except (OSError, EOFError, ssl.SSLError) as failure:
            raise Broken(f"connecting: {type(failure).__name__}") from failure
        return _Connection(reader, writer)

    async def _log_in(self):
        connection = await self._connect()
        status, answer = await connection.ask(
            "POST", "/v1/sessions", body={"login": OPERATOR, "password": secrets.vault()["bootstrap-password"]})
        connection.close()
        if status != 201:
            raise RuntimeError(f"no login: {status} {answer[:200]!r}")
        return json.loads(answer)["token"]

    async def _still_known(self):
        known = 0
        for token in self._tokens:
            connection = await self._connect()
            status, _ = await connection.ask("GET", "/v1/sessions/current", token)
            known += status == 200
            connection.close()
        return known

    async def _ask_on(self):
        self._tokens = [await self._log_in() for _ in range(5)]
        self._began.set()
        pending = set()
        began = time.monotonic()
        number = 0
        while not self._stopped.is_set():
            task = asyncio.create_task(self._one(number))
            pending.add(task)
            task.add_done_callback(pending.discard)
            number += 1
            await asyncio.sleep(max(0.0, began + number / self.rate - time.monotonic()))
        if pending:
            await asyncio.wait(pending)
        for connection in self._idle:
            connection.close()
        # Cleared, as its connections belong to a loop that ends.
        self._idle.clear()

    async def _one(self, number):
        path, token = PATHS[number % len(PATHS)], self._tokens[number % len(self._tokens)]
        began = time.monotonic()
        self.tally.asked += 1
        try:
            async with asyncio.timeout(PATIENCE):
                status = await self._twice_at_most(path, token)
        except Exception as failure:
            # Whatever it was, the user has no answer.
            self._fail(f"{type(failure).__name__} {failure}")
        else:
            if status == 401:
                self.tally.lost_logins += 1
            if not 200 <= status < 300:
                self._fail(f"{status} {path}")
        self.tally.slowest = max(self.tally.slowest, time.monotonic() - began)

    def _fail(self, reason):
        self.tally.failed += 1
        self.tally.reasons[reason] += 1

    async def _twice_at_most(self, path, token):
        try:
            return await self._ask(path, token, fresh=False)
        except Broken as first:
            self.tally.broken_first += 1
            self.tally.reasons[f"first try: {first}"] += 1
            return await self._ask(path, token, fresh=True)

    async def _ask(self, path, token, fresh):
        connection = None
        while self._idle and not fresh and connection is None:
            candidate = self._idle.popleft()
            # One that the other side has closed meanwhile is no try.
            if candidate.reader.at_eof() or candidate.writer.is_closing():
                candidate.close()
            else:
                connection = candidate
        connection = connection or await self._connect()
        try:
            status, _ = await connection.ask("GET", path, token)
        except BaseException:
            connection.close()
            raise
        if connection.usable:
            self._idle.append(connection)
        else:
            connection.close()
        return status
