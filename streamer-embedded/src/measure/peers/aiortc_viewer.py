"""Watches a WHEP stream with aiortc and prints what came as JSON.

    python aiortc_viewer.py URL [--seconds 8] [--plain] [--lose 0.05]

--plain offers neither retransmission (RTX) nor bandwidth feedback; --lose throws that share of the packets away.
"""

import argparse
import asyncio
import json
import random
import re
import urllib.request

import aioice
import aiortc.rtcrtpreceiver as receiver_module
from aiortc import RTCPeerConnection, RTCRtpReceiver, RTCSessionDescription

arguments = argparse.ArgumentParser()
arguments.add_argument("url")
arguments.add_argument("--seconds", type=float, default=8)
arguments.add_argument("--plain", action="store_true")
arguments.add_argument("--lose", type=float, default=0)
arguments.add_argument("--codec", default="H264")
options = arguments.parse_args()

unwrapped = 0
original_unwrap = receiver_module.unwrap_rtx


def counting_unwrap(*args, **kwargs):
    global unwrapped
    unwrapped += 1
    return original_unwrap(*args, **kwargs)


receiver_module.unwrap_rtx = counting_unwrap

if options.lose:
    # Below SRTP: a packet that was decrypted once would be a replay when it comes again.
    original_receive = aioice.Connection.recv
    generator = random.Random(1)

    def is_rtp(data):
        return len(data) > 12 and 128 <= data[0] <= 191 and not 192 <= data[1] <= 223

    async def losing_receive(self):
        while True:
            data = await original_receive(self)
            if not is_rtp(data) or generator.random() >= options.lose:
                return data

    aioice.Connection.recv = losing_receive


def plain(sdp):
    """Leaves out RTX formats, transport-wide feedback and REMB."""
    rtx = set(re.findall(r"a=rtpmap:(\d+) rtx/", sdp))
    lines = []
    for line in sdp.split("\r\n"):
        number = re.match(r"a=(?:rtpmap|fmtp|rtcp-fb):(\d+)", line)
        if number and number.group(1) in rtx:
            continue
        if "goog-remb" in line or "transport-" in line:
            continue
        if line.startswith("m=video"):
            line = " ".join(field for field in line.split(" ") if field not in rtx)
        lines.append(line)
    return "\r\n".join(lines)


async def main():
    connection = RTCPeerConnection()
    frames = 0
    first = None
    start = asyncio.get_event_loop().time()

    async def consume(track):
        nonlocal frames, first
        while True:
            try:
                await track.recv()
            except Exception:
                return
            if track.kind == "video":
                frames += 1
                first = first or asyncio.get_event_loop().time() - start

    @connection.on("track")
    def on_track(track):
        asyncio.ensure_future(consume(track))

    transceiver = connection.addTransceiver("video", direction="recvonly")
    wanted = [
        codec
        for codec in RTCRtpReceiver.getCapabilities("video").codecs
        if codec.mimeType in ("video/" + options.codec, "video/rtx")
    ]
    transceiver.setCodecPreferences(wanted)
    await connection.setLocalDescription(await connection.createOffer())
    offer = connection.localDescription.sdp
    if options.plain:
        offer = plain(offer)
    request = urllib.request.Request(options.url, offer.encode(), {"Content-Type": "application/sdp"})
    answer = await asyncio.to_thread(lambda: urllib.request.urlopen(request, timeout=10).read().decode())
    await connection.setRemoteDescription(RTCSessionDescription(answer, "answer"))
    await asyncio.sleep(options.seconds)
    await connection.close()
    print(
        json.dumps(
            {
                "peer": "aiortc",
                "plain": options.plain,
                "rtx": " rtx/" in answer,
                "transportWide": "transport-cc" in answer,
                "remb": "goog-remb" in answer,
                "framesDecoded": frames,
                "firstFrameSeconds": first and round(first, 3),
                "rtxPackets": unwrapped,
            }
        )
    )


asyncio.run(main())
