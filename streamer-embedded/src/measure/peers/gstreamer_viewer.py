"""Watches a WHEP stream with GStreamer's webrtcbin and prints what came as JSON.

    python3 gstreamer_viewer.py URL [--seconds 8] [--plain] [--lose 0.05]
"""

import argparse
import json
import time
import urllib.request

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstWebRTC", "1.0")
gi.require_version("GstSdp", "1.0")
from gi.repository import GLib, Gst, GstSdp, GstWebRTC

arguments = argparse.ArgumentParser()
arguments.add_argument("url")
arguments.add_argument("--seconds", type=float, default=8)
arguments.add_argument("--plain", action="store_true")
arguments.add_argument("--lose", type=float, default=0)
options = arguments.parse_args()

Gst.init(None)
loop = GLib.MainLoop()
pipeline = Gst.Pipeline.new("viewer")
peer = Gst.ElementFactory.make("webrtcbin", "peer")
peer.set_property("bundle-policy", "max-bundle")
pipeline.add(peer)
state = {"frames": 0, "first": None, "answer": "", "start": time.monotonic()}

caps = "application/x-rtp,media=video,encoding-name=H264,payload=96,clock-rate=90000,packetization-mode=(string)1,profile-level-id=(string)42e01f,rtcp-fb-nack-pli=(boolean)true"
if not options.plain:
    caps += ",rtcp-fb-transport-cc=(boolean)true,rtcp-fb-nack=(boolean)true,extmap-5=(string)http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"
transceiver = peer.emit("add-transceiver", GstWebRTC.WebRTCRTPTransceiverDirection.RECVONLY, Gst.Caps.from_string(caps))
transceiver.set_property("do-nack", not options.plain)


def on_frame(pad, info):
    state["frames"] += 1
    if state["first"] is None:
        state["first"] = round(time.monotonic() - state["start"], 3)
    return Gst.PadProbeReturn.OK


def on_pad(element, pad):
    if pad.get_direction() != Gst.PadDirection.SRC:
        return
    chain = Gst.parse_bin_from_description(
        "rtph264depay ! h264parse ! avdec_h264 ! fakesink name=out sync=false", True
    )
    pipeline.add(chain)
    chain.sync_state_with_parent()
    pad.link(chain.get_static_pad("sink"))
    chain.get_by_name("out").get_static_pad("sink").add_probe(Gst.PadProbeType.BUFFER, on_frame)


def on_negotiation(element):
    promise = Gst.Promise.new_with_change_func(on_offer, None)
    element.emit("create-offer", None, promise)


def on_offer(promise, _):
    promise.wait()
    reply = promise.get_reply()
    offer = reply.get_value("offer")
    peer.emit("set-local-description", offer, Gst.Promise.new())
    GLib.timeout_add(700, post)


def post():
    text = peer.get_property("local-description").sdp.as_text()
    request = urllib.request.Request(options.url, text.encode(), {"Content-Type": "application/sdp"})
    answer = urllib.request.urlopen(request, timeout=10).read().decode()
    state["answer"] = answer
    _, message = GstSdp.SDPMessage.new_from_text(answer)
    description = GstWebRTC.WebRTCSessionDescription.new(GstWebRTC.WebRTCSDPType.ANSWER, message)
    peer.emit("set-remote-description", description, Gst.Promise.new())
    GLib.timeout_add(int(options.seconds * 1000), loop.quit)
    return False


if options.lose:
    import random

    generator = random.Random(1)

    def losing(pad, info):
        return Gst.PadProbeReturn.DROP if generator.random() < options.lose else Gst.PadProbeReturn.OK

    def on_element(bin_, sub, element):
        if element.get_name().startswith("nicesrc"):
            element.get_static_pad("src").add_probe(Gst.PadProbeType.BUFFER, losing)

    pipeline.connect("deep-element-added", on_element)

peer.connect("pad-added", on_pad)
peer.connect("on-negotiation-needed", on_negotiation)
pipeline.set_state(Gst.State.PLAYING)
GLib.timeout_add(int(options.seconds * 1000) + 20000, loop.quit)
loop.run()
statistics = {}
pipeline.set_state(Gst.State.NULL)
answer = state["answer"]
print(
    json.dumps(
        {
            "peer": "GStreamer",
            "plain": options.plain,
            "rtx": " rtx/" in answer,
            "transportWide": "transport-cc" in answer,
            "remb": "goog-remb" in answer,
            "framesDecoded": state["frames"],
            "firstFrameSeconds": state["first"],
        }
    )
)
