// Watches a WHEP stream with werift and prints what came as JSON.
//   node werift_viewer.mjs URL [--seconds 8] [--plain] [--lose 0.05]
import { RTCPeerConnection, RTCRtpCodecParameters, useNACK, usePLI, useTWCC, useREMB, useTransportWideCC, useSdesMid } from "werift";

const url = process.argv[2];
const option = (name, fallback) => {
  const at = process.argv.indexOf("--" + name);
  return at < 0 ? fallback : Number(process.argv[at + 1]);
};
const seconds = option("seconds", 8);
const plain = process.argv.includes("--plain");
const lose = option("lose", 0);

const feedback = plain ? [useNACK(), usePLI()] : [useNACK(), usePLI(), useTWCC(), useREMB()];
const video = [
  new RTCRtpCodecParameters({
    mimeType: "video/H264", clockRate: 90000, payloadType: 96, rtcpFeedback: feedback,
    parameters: "profile-level-id=42e01f;packetization-mode=1;level-asymmetry-allowed=1" }),
];
if (!plain) {
  video.push(new RTCRtpCodecParameters({ mimeType: "video/rtx", clockRate: 90000, payloadType: 97, parameters: "apt=96" }));
}
const connection = new RTCPeerConnection({
  codecs: { video, audio: [] },
  headerExtensions: { video: plain ? [useSdesMid()] : [useSdesMid(), useTransportWideCC()], audio: [] },
  iceServers: [],
});
let packets = 0, frames = 0, gaps = 0, last = -1, firstFrame = null, lost = 0;
const start = Date.now();
const transceiver = connection.addTransceiver("video", { direction: "recvonly" });
const seen = new Set();
transceiver.onTrack.subscribe(track => track.onReceiveRtp.subscribe(rtp => {
  packets++;
  seen.add(rtp.header.sequenceNumber);
  if (rtp.header.marker) { frames++; firstFrame ??= (Date.now() - start) / 1000; }
}));
await connection.setLocalDescription(await connection.createOffer());
const offer = connection.localDescription.sdp;
const reply = await fetch(url, { method: "POST", headers: { "content-type": "application/sdp" }, body: offer });
const answer = await reply.text();
if (reply.status !== 201) { console.log(reply.status, answer); process.exit(1); }
if (lose) {
  let state = 1;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const router = connection.router ?? connection.rtpRouter;
  const original = router.routeRtp;
  router.routeRtp = packet => { if (random() < lose) { lost++; } else { original.call(router, packet); } };
}
await connection.setRemoteDescription({ type: "answer", sdp: answer });
await new Promise(done => setTimeout(done, seconds * 1000));
const numbers = [...seen].sort((a, b) => a - b);
for (let i = 1; i < numbers.length; i++) gaps += numbers[i] - numbers[i - 1] - 1;
await connection.close();
console.log(JSON.stringify({ peer: "werift", plain, rtx: answer.includes(" rtx/"), transportWide: answer.includes("transport-cc"),
  remb: answer.includes("goog-remb"), packets, pictures: frames, firstFrameSeconds: firstFrame, lost, missingAtTheEnd: gaps }));
process.exit(0);
