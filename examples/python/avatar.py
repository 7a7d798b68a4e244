"""A picture that flashes once a second, and a beep with each flash: is sound in step with picture?

    natcast serve --source frames:/run/user/1000/avatar    and then    python avatar.py /run/user/1000/avatar
"""

import math
import struct
import sys

from natcast_frames import FrameSender, beats, now_ns

WIDTH, HEIGHT, PER_SECOND, RATE = 1280, 720, 25, 48_000
SAMPLES = RATE // PER_SECOND
FLASH = PER_SECOND // 5  # pictures, that is 200 ms

dark = bytes(WIDTH * HEIGHT * 3)
bright = b"\xff" * len(dark)
silence = bytes(2 * SAMPLES)
beep = struct.pack(f"<{SAMPLES}h", *(int(20_000 * math.sin(2 * math.pi * i * 1000 / RATE)) for i in range(SAMPLES)))

with FrameSender(sys.argv[1]) as sender:
    start = now_ns()
    for number in beats(PER_SECOND):
        if len(sys.argv) > 2 and number == int(sys.argv[2]):
            break
        time = start + number * 1_000_000_000 // PER_SECOND
        flash = number % PER_SECOND < FLASH
        sender.send_video(bright if flash else dark, WIDTH, HEIGHT, "RGB", time)
        # What sounds while the picture is shown; a microphone would give it 40 ms later, with the same time.
        sender.send_audio(beep if flash else silence, RATE, format="s16", capture_ns=time)
    print(f"{sender.dropped} pictures were dropped", file=sys.stderr)
