"""Sends pictures and audio to natcast's frame socket (docs/frame-socket.md). One file, no dependencies.

    with FrameSender("unix:/run/natcast/frames") as sender:
        sender.send_video(picture)                      # a numpy array of height x width x 3, RGB
        sender.send_audio(samples, rate=48000)          # 16-bit or float samples, interleaved

numpy is not needed: anything with the buffer protocol will do (bytes, bytearray, array, memoryview).
"""

from __future__ import annotations

import collections
import math
import select
import socket
import struct
import sys
import threading
import time
from typing import Any, Deque, Dict, List, Optional, Tuple

VERSION = 1
MAGIC = b"NCFS"
HEADER = struct.Struct("<4sBBBBIIIIq")
REPLY = struct.Struct("<4sBBH")
VIDEO, AUDIO = 1, 2
WANTED, NOT_WANTED, BUSY, REFUSED = 1, 2, 3, 4
VIDEO_FORMATS: Dict[str, int] = {"I420": 1, "NV12": 2, "BGR": 3, "RGB": 4, "BGRA": 5, "RGBA": 6}
BYTES_PER_PIXEL: Dict[str, int] = {"BGR": 3, "RGB": 3, "BGRA": 4, "RGBA": 4}
#: The sample's name, its number in the header, and its bytes.
AUDIO_FORMATS: Dict[str, Tuple[int, int]] = {"s16": (1, 2), "f32": (2, 4)}


class FrameError(Exception):
    """natcast refused what was sent; the message says why. Sending the same again is of no use."""


def now_ns() -> int:
    """The clock of capture times: CLOCK_MONOTONIC, which on Linux is also Java's System.nanoTime()."""
    return time.monotonic_ns()


def picture_bytes(width: int, height: int, format: str, stride: int = 0) -> int:
    """How many bytes a picture has, with rows of `stride` bytes in its first plane; 0 means no padding."""
    row = stride or width * BYTES_PER_PIXEL.get(format, 1)
    if format in BYTES_PER_PIXEL:
        return row * height
    half = (row + 1) // 2
    return row * height + 2 * half * ((height + 1) // 2)


def _flat(data: Any) -> memoryview:
    """The data's bytes, without a copy unless its rows are padded or turned round."""
    view = memoryview(data)
    return view.cast("B") if view.c_contiguous else memoryview(view.tobytes())


class FrameSender:
    """Sends to one frame socket. It connects by itself, and again whenever natcast has gone.

    With `block=True` a call returns when the kernel has the frame, which takes no longer than natcast needs to read
    it. With `block=False` a call copies the frame and returns at once; a thread sends, and a picture that is still
    waiting is replaced by the next one (see `dropped`). Audio is never replaced.

    While natcast is not there, frames are dropped, and `send_video` and `send_audio` return False. One sender must not
    be used by two threads at once, except that with `block=False` one may send video and another audio.
    """

    def __init__(self, endpoint: str, block: bool = True, retry_seconds: float = 0.5) -> None:
        self._family, self._address = _parse(endpoint)
        self._retry_ns = int(retry_seconds * 1e9)
        self._next_try = 0
        self._socket: Optional[socket.socket] = None
        self._replies = b""
        #: Whether somebody watches. A picture need not be drawn while it is False; keep sending one a second.
        self.wanted = False
        #: Pictures that were not sent: natcast was not there, or with block=False a newer one came first.
        self.dropped = 0
        #: Why natcast is not reached; None while it is.
        self.problem: Optional[str] = "not connected yet"
        self._background = None if block else _Background(self)

    @property
    def connected(self) -> bool:
        return self._socket is not None

    def send_video(
        self,
        picture: Any,
        width: Optional[int] = None,
        height: Optional[int] = None,
        format: str = "RGB",
        capture_ns: Optional[int] = None,
        stride: int = 0,
    ) -> bool:
        """Sends one picture. An array of height x width x 3 (or 4) needs no width and height.

        `capture_ns` is when it was taken or drawn, from now_ns(); now unless given. `stride` is the number of bytes
        per row of the first plane when rows are padded. Returns False when the picture was dropped; raises FrameError
        when natcast has refused an earlier one, and ValueError when the sizes do not fit.
        """
        if format not in VIDEO_FORMATS:
            raise ValueError(f"format {format!r} is not one of {', '.join(VIDEO_FORMATS)}")
        if width is None or height is None:
            shape = memoryview(picture).shape or ()
            if len(shape) != 3 or shape[2] != BYTES_PER_PIXEL.get(format):
                raise ValueError(f"give width and height: the picture is no array of rows x columns x {format}")
            height, width = shape[0], shape[1]
        flat = _flat(picture)
        needed = picture_bytes(width, height, format, stride)
        if flat.nbytes != needed:
            raise ValueError(f"a {width}x{height} {format} picture has {needed} bytes, not {flat.nbytes}")
        return self._send(
            HEADER.pack(
                MAGIC, VERSION, VIDEO, VIDEO_FORMATS[format], 0, width, height, stride, needed, _time(capture_ns)
            ),
            flat,
        )

    def send_audio(
        self,
        samples: Any,
        rate: int = 48000,
        channels: int = 1,
        format: Optional[str] = None,
        capture_ns: Optional[int] = None,
    ) -> bool:
        """Sends a piece of interleaved audio, up to a second; 10 to 100 ms is a good length.

        The format, "s16" or "f32", is that of the array unless given. `capture_ns` is when its first sample was taken;
        the length of the piece before now unless given. Returns and raises as send_video does.
        """
        if format is None:
            format = {"h": "s16", "f": "f32"}.get(memoryview(samples).format.lstrip("<=@"), "")
        if format not in AUDIO_FORMATS:
            raise ValueError('give format="s16" or format="f32": the samples are no array of either')
        number, size = AUDIO_FORMATS[format]
        flat = _flat(samples)
        if flat.nbytes == 0 or flat.nbytes % (size * channels) != 0:
            raise ValueError(f"{flat.nbytes} bytes are no whole number of samples of {channels} channels of {format}")
        if capture_ns is None:
            capture_ns = now_ns() - flat.nbytes // (size * channels) * 1_000_000_000 // rate
        return self._send(
            HEADER.pack(MAGIC, VERSION, AUDIO, number, 0, rate, channels, 0, flat.nbytes, _time(capture_ns)), flat
        )

    def close(self) -> None:
        """Sends what waits, and closes the connection."""
        if self._background is not None:
            self._background.close()
        self._disconnect("closed")

    def __enter__(self) -> "FrameSender":
        return self

    def __exit__(self, *unused: Any) -> None:
        self.close()

    def poll(self) -> bool:
        """Connects if need be and reads what natcast says, such as `wanted`. Sending does this too."""
        if self._socket is None and now_ns() >= self._next_try:
            self._connect()
        if self._socket is not None:
            self._listen()
        return self._socket is not None

    def _send(self, header: bytes, body: memoryview) -> bool:
        if self._background is not None:
            return self._background.put(header, body)
        return self._write(header, body)

    def _write(self, header: bytes, body: memoryview) -> bool:
        sent = self.poll() and self._write_all([memoryview(header), body])
        if not sent and header[5] == VIDEO:
            self.dropped += 1
        return sent

    def _write_all(self, parts: List[memoryview]) -> bool:
        try:
            while parts and self._socket is not None:
                written = self._socket.sendmsg(parts)
                while parts and written >= len(parts[0]):
                    written -= len(parts.pop(0))
                if parts:
                    parts[0] = parts[0][written:]
            return not parts
        except OSError as gone:
            self._listen()  # It may have said why.
            self._disconnect(str(gone))
            return False

    def _connect(self) -> None:
        self._next_try = now_ns() + self._retry_ns
        connection = socket.socket(self._family, socket.SOCK_STREAM)
        try:
            connection.settimeout(1)
            connection.connect(self._address)
            connection.settimeout(None)
        except OSError as refused:
            connection.close()
            self.problem = str(refused)
            return
        self._socket = connection
        self._replies = b""
        self.problem = None
        # The greeting says whether this client is taken at all.
        select.select([connection], [], [], 1)

    def _listen(self) -> None:
        while self._socket is not None:
            try:
                said = self._socket.recv(4096, socket.MSG_DONTWAIT)
            except BlockingIOError:
                return
            except OSError as gone:
                self._disconnect(str(gone))
                return
            if not said:
                self._disconnect("natcast has closed the connection")
                return
            self._replies += said
            self._understand()

    def _understand(self) -> None:
        while len(self._replies) >= REPLY.size:
            magic, version, kind, length = REPLY.unpack_from(self._replies)
            if magic != MAGIC or version != VERSION:
                self._disconnect("this is no frame socket, or one of another version")
                return
            if len(self._replies) < REPLY.size + length:
                return
            text = self._replies[REPLY.size : REPLY.size + length].decode("utf-8", "replace")
            self._replies = self._replies[REPLY.size + length :]
            if kind in (WANTED, NOT_WANTED):
                self.wanted = kind == WANTED
            else:
                self._disconnect(text)
                if kind == REFUSED:
                    raise FrameError(text)
                return

    def _disconnect(self, why: str) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None
            self.problem = why
        self.wanted = False


class _Background:
    """Sends from a thread of its own: audio in order, and the newest picture."""

    MOST_AUDIO = 500  # pieces, if natcast hangs

    def __init__(self, sender: FrameSender) -> None:
        self._sender = sender
        self._condition = threading.Condition()
        self._audio: Deque[Tuple[bytes, bytes]] = collections.deque(maxlen=self.MOST_AUDIO)
        self._video: Optional[Tuple[bytes, bytearray]] = None
        self._spare: List[bytearray] = [bytearray(), bytearray()]
        self._error: Optional[FrameError] = None
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="natcast-frames", daemon=True)
        self._thread.start()

    def put(self, header: bytes, body: memoryview) -> bool:
        with self._condition:
            if self._error is not None:
                error, self._error = self._error, None
                raise error
            if header[5] == AUDIO:
                self._audio.append((header, bytes(body)))
            else:
                if self._video is not None:
                    self._sender.dropped += 1
                    self._spare.append(self._video[1])
                buffer = self._spare.pop()
                if len(buffer) != len(body):
                    buffer = bytearray(len(body))
                memoryview(buffer)[:] = body
                self._video = (header, buffer)
            self._condition.notify()
        return self._sender.connected

    def _run(self) -> None:
        while True:
            with self._condition:
                while not (self._audio or self._video or self._closing):
                    self._condition.wait()
                audio = self._audio.popleft() if self._audio else None
                video, self._video = (None, self._video) if audio else (self._video, None)
                if not audio and not video:
                    return
            header, body = audio or video or (b"", b"")
            try:
                self._sender._write(header, memoryview(body))
            except FrameError as error:
                self._error = error
            if video:
                with self._condition:
                    self._spare.append(video[1])

    def close(self) -> None:
        with self._condition:
            self._closing = True
            self._condition.notify()
        self._thread.join(timeout=2)


def _time(capture_ns: Optional[int]) -> int:
    return now_ns() if capture_ns is None else capture_ns


def _parse(endpoint: str) -> Tuple[int, Any]:
    if not endpoint.startswith("tcp:"):
        return socket.AF_UNIX, endpoint[5:] if endpoint.startswith("unix:") else endpoint
    host, _, port = endpoint[4:].rpartition(":")
    if not port.isdigit():
        raise ValueError(f"{endpoint!r} is not tcp:HOST:PORT, unix:PATH or a path")
    host = host.strip("[]") or "127.0.0.1"
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return family, (host, int(port))


def beats(per_second: int) -> Any:
    """Yields 0, 1, 2, … that many times a second, without drifting: number n comes n/per_second after number 0."""
    start = now_ns()
    number = 0
    while True:
        left = start + number * 1_000_000_000 // per_second - now_ns()
        if left > 0:
            time.sleep(left / 1e9)
        yield number
        number += 1


def demo(endpoint: str, width: int = 640, height: int = 360, per_second: int = 25) -> None:
    """Shows a bar that moves over a gradient, and plays a tone, until Ctrl-C."""
    rate = 48_000
    samples = rate // per_second
    gradient = b"".join(bytes((x * 255 // width, 96, 255 - x * 255 // width)) for x in range(width))
    bar = b"\xff\xff\xff" * 16
    told = ""
    with FrameSender(endpoint) as sender:
        for number in beats(per_second):
            at = number * 8 % (width - 16) * 3
            row = gradient[:at] + bar + gradient[at + len(bar) :]
            sender.send_video(row * height, width, height)
            first = number * samples
            tone = [int(8_000 * math.sin(2 * math.pi * 440 * (first + i) / rate)) for i in range(samples)]
            sender.send_audio(struct.pack(f"<{samples}h", *tone), rate, format="s16")
            state = sender.problem or ("somebody watches" if sender.wanted else "nobody watches")
            if state != told:
                print(state, file=sys.stderr)
                told = state


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] != "--demo":
        sys.exit("usage: natcast_frames.py --demo unix:PATH|tcp:HOST:PORT|PATH")
    try:
        demo(sys.argv[2])
    except KeyboardInterrupt:
        pass
    except (FrameError, ValueError) as wrong:
        sys.exit(f"natcast_frames.py: {wrong}")
