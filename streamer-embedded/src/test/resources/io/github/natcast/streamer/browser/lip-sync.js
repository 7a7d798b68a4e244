/**
 * Notes when pictures turn white and when silence turns into sound, in a page that plays, on the clock of
 * performance.now() in milliseconds. A promise of window.lipSync:
 *
 * flashes: when the browser expects a white picture on the screen.
 * beeps: when the audio output drew the first sample of a tone: the browser stamps each block of a remote track with that
 *   moment, so that no way through this page counts. What the output itself then takes is in its statistics.
 * lengths: how long each of those tones was, once it is over.
 * tapped: the same tone as a Web Audio graph sees it, which holds it back in a queue of its own.
 * local: how much later than its known beginning a tone that is made in this page comes out of such a graph; the part of
 *   that queue's delay that does not depend on WebRTC.
 */
(async () => {
  const QUIET_SECONDS = 0.25;
  const THRESHOLD = 0.05;
  const MOST_KEPT = 2000;
  const video = document.querySelector('video');
  const lipSync = { flashes: [], beeps: [], lengths: [], tapped: [], local: [] };
  const keep = (list, value) => {
    list.push(value);
    if (list.length > MOST_KEPT) { list.shift(); }
  };

  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 8;
  const pixels = canvas.getContext('2d', { willReadFrequently: true });
  let white = true;
  const look = (now, frame) => {
    pixels.drawImage(video, 0, 0, 8, 8);
    const bright = pixels.getImageData(4, 4, 1, 1).data[0] > 128;
    if (bright && !white) { keep(lipSync.flashes, frame.expectedDisplayTime); }
    white = bright;
    video.requestVideoFrameCallback(look);
  };
  video.requestVideoFrameCallback(look);

  const track = video.srcObject.getAudioTracks()[0];
  const reader = new MediaStreamTrackProcessor({ track: track.clone(), maxBuffer: 100 }).readable.getReader();
  let quiet = 0;
  let toned = 0;
  (async () => {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      const samples = new Float32Array(value.numberOfFrames);
      value.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
      const onset = samples.findIndex(sample => Math.abs(sample) > THRESHOLD);
      if (onset >= 0 && quiet / value.sampleRate > QUIET_SECONDS) {
        keep(lipSync.beeps, value.timestamp / 1000 + 1000 * onset / value.sampleRate);
      }
      const loud = samples.reduce((count, sample) => count + (Math.abs(sample) > THRESHOLD), 0);
      if (onset < 0 && toned > 0) {
        keep(lipSync.lengths, 1000 * toned / value.sampleRate);
        toned = 0;
      }
      // Of a block that is partly loud, from its first loud sample to its last; a tone passes through zero.
      toned += loud === 0 ? 0 : 1 + samples.findLastIndex(sample => Math.abs(sample) > THRESHOLD) - onset;
      quiet = onset < 0 ? quiet + samples.length : 0;
      value.close();
    }
  })();

  const context = new AudioContext({ latencyHint: 'interactive' });
  const code = `registerProcessor('onset', class extends AudioWorkletProcessor {
    quiet = 0;
    process([input]) {
      const samples = input[0] ?? new Float32Array(128);
      for (let i = 0; i < samples.length; i++) {
        if (Math.abs(samples[i]) < ${THRESHOLD}) { this.quiet++; continue; }
        if (this.quiet > sampleRate * ${QUIET_SECONDS}) { this.port.postMessage((currentFrame + i) / sampleRate); }
        this.quiet = 0;
      }
      return true;
    }
  })`;
  await context.audioWorklet.addModule(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
  const listen = (stream, heard) => {
    const node = new AudioWorkletNode(context, 'onset');
    context.createMediaStreamSource(stream).connect(node);
    node.connect(context.destination);
    node.port.onmessage = ({ data }) => heard(data);
  };
  listen(video.srcObject, time => {
    const { contextTime, performanceTime } = context.getOutputTimestamp();
    keep(lipSync.tapped, performanceTime + (time - contextTime) * 1000);
  });

  const gate = new GainNode(context, { gain: 0 });
  const tone = new OscillatorNode(context, { frequency: 1000 });
  const destination = new MediaStreamAudioDestinationNode(context);
  tone.connect(gate).connect(destination);
  tone.start();
  let began = 0;
  listen(destination.stream, time => keep(lipSync.local, (time - began) * 1000));
  const beep = () => {
    began = context.currentTime + 0.1;
    gate.gain.setValueAtTime(1, began).setValueAtTime(0, began + 0.2);
  };
  setInterval(beep, 1000);

  await context.resume();
  lipSync.context = context;
  window.lipSync = lipSync;
})();
