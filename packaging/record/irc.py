"""A chat server on loopback, just large enough for one real IRC client; the recorder speaks for everybody else."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from display import wait_for

HOST = "chat.example"


@dataclass(slots=True)
class Chat:
    """The channels, and the one client that came."""

    topics: dict[str, str]
    people: dict[str, tuple[str, ...]]
    """By channel: who is there besides the user."""
    port: int = 0
    nick: str = ""
    joined: set[str] = field(default_factory=set)
    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    writer: asyncio.StreamWriter | None = None

    def say(self, channel: str, nick: str, text: str, utc: str) -> None:
        """Have ``nick`` say something; ``utc`` is the time of the day, as in 2026-06-09T06:12:00."""
        wait_for(f"the client in {channel}", lambda: channel in self.joined)
        self.loop.call_soon_threadsafe(self._send, f"@time={utc}.000Z :{nick}!{nick}@{HOST} PRIVMSG {channel} :{text}")

    def _send(self, line: str) -> None:
        if self.writer is not None:
            self.writer.write(f"{line}\r\n".encode())

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the client until it leaves."""
        self.writer = writer
        while line := (await reader.readline()).decode("utf-8", "replace").strip():
            command, _, rest = line.partition(" ")
            for answer in self._answers(command.upper(), rest):
                self._send(answer)
            await writer.drain()
        writer.close()

    async def stop(self) -> None:
        """Let the client go."""
        if self.writer is not None:
            self.writer.close()
        await asyncio.sleep(0.1)

    def _answers(self, command: str, rest: str) -> list[str]:
        if command == "CAP":
            if rest.startswith("LS"):
                return [f":{HOST} CAP * LS :server-time"]
            return [f":{HOST} CAP * ACK :server-time"] if rest.startswith("REQ") else self._welcome()
        if command == "NICK":
            self.nick = rest.lstrip(":")
        if command == "PING":
            return [f":{HOST} PONG {HOST} {rest}"]
        if command == "JOIN":
            return [answer for channel in rest.split(" ", maxsplit=1)[0].split(",") for answer in self._join(channel)]
        return []

    def _welcome(self) -> list[str]:
        return [f":{HOST} 001 {self.nick} :Welcome", f":{HOST} 422 {self.nick} :No message of the day"]

    def _join(self, channel: str) -> list[str]:
        self.joined.add(channel)
        names = " ".join((self.nick, *self.people[channel]))
        return [
            f":{self.nick}!{self.nick}@{HOST} JOIN {channel}",
            f":{HOST} 332 {self.nick} {channel} :{self.topics[channel]}",
            f":{HOST} 353 {self.nick} = {channel} :{names}",
            f":{HOST} 366 {self.nick} {channel} :End of names",
        ]


@contextmanager
def chat(topics: dict[str, str], people: dict[str, tuple[str, ...]]) -> Iterator[Chat]:
    """Serve on a free port until the end of the block."""
    made = Chat(topics, people)
    server = made.loop.run_until_complete(asyncio.start_server(made.serve, "127.0.0.1", 0))
    made.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=made.loop.run_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        asyncio.run_coroutine_threadsafe(made.stop(), made.loop).result(timeout=5)
        made.loop.call_soon_threadsafe(made.loop.stop)
        thread.join(timeout=5)
