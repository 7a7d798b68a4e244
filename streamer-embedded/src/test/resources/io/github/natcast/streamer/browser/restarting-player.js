// A player that restarts ICE as browsers offer it: over a WebSocket by a further offer, over WHEP by PATCH.
window.startPlayer = async (protocol, server) => {
  const connection = new RTCPeerConnection();
  const video = document.querySelector('video');
  const player = { connection, frames: 0, states: [], failures: [] };
  window.player = player;
  const count = () => {
    player.frames++;
    video.requestVideoFrameCallback(count);
  };
  video.requestVideoFrameCallback(count);
  connection.ontrack = event => { video.srcObject = event.streams[0]; };
  connection.onconnectionstatechange = () => player.states.push(connection.connectionState);
  connection.addTransceiver('video', { direction: 'recvonly' });

  const offer = async () => {
    await connection.setLocalDescription(await connection.createOffer());
    return connection.localDescription.sdp;
  };
  const gathered = async () => {
    await offer();
    await new Promise(resolve => {
      connection.onicegatheringstatechange = () => connection.iceGatheringState === 'complete' && resolve();
      connection.onicegatheringstatechange();
    });
    return connection.localDescription.sdp;
  };

  const overWebSocket = async () => {
    const socket = new WebSocket(server.replace('http', 'ws') + 'ws/live');
    const waiting = [];
    socket.onmessage = event => {
      const message = JSON.parse(event.data);
      if (message.type === 'webrtc_answer' || message.type === 'error') {
        waiting.shift()(message);
      } else if (message.type === 'ice_candidate' && message.candidate) {
        connection.addIceCandidate(message.candidate).catch(failure => player.failures.push(String(failure)));
      }
    };
    await new Promise(resolve => { socket.onopen = resolve; });
    connection.onicecandidate = ({ candidate }) => socket.send(JSON.stringify({ type: 'ice_candidate', candidate }));
    return async () => {
      const answered = new Promise(resolve => waiting.push(resolve));
      socket.send(JSON.stringify({ type: 'webrtc_offer', sdp: await offer() }));
      const answer = await answered;
      if (answer.type === 'error') {
        throw new Error(answer.message);
      }
      await connection.setRemoteDescription({ type: 'answer', sdp: answer.sdp });
    };
  };

  const overWhep = async () => {
    const request = async (method, url, type, headers, body) => {
      const response = await fetch(url, { method, headers: { 'Content-Type': type, ...headers }, body });
      if (!response.ok) {
        throw new Error(method + ' ' + response.status + ' ' + await response.text());
      }
      return response;
    };
    let resource = null;
    return async () => {
      const sdp = await gathered();
      if (resource === null) {
        const created = await request('POST', server + 'whep', 'application/sdp', {}, sdp);
        resource = new URL(created.headers.get('Location'), server);
        player.tags = [created.headers.get('ETag')];
        await connection.setRemoteDescription({ type: 'answer', sdp: await created.text() });
        return;
      }
      const wanted = /^(a=group:|m=|a=mid:|a=ice-|a=candidate:)/;
      const fragment = sdp.split('\r\n').filter(line => wanted.test(line)).join('\r\n') + '\r\n';
      const restarted = await request(
        'PATCH', resource, 'application/trickle-ice-sdpfrag', { 'If-Match': '*' }, fragment);
      player.tags.push(restarted.headers.get('ETag'));
      const reply = await restarted.text();
      const answer = connection.currentRemoteDescription.sdp
        .replace(/a=ice-ufrag:.*/g, reply.match(/a=ice-ufrag:.*/)[0])
        .replace(/a=ice-pwd:.*/g, reply.match(/a=ice-pwd:.*/)[0])
        .replace(/a=candidate:.*\r\n/g, '')
        .replace(/a=end-of-candidates\r\n/g, '') + reply.match(/a=candidate:.*\r\n/g).join('');
      await connection.setRemoteDescription({ type: 'answer', sdp: answer });
    };
  };

  const negotiate = protocol === 'WHEP' ? await overWhep() : await overWebSocket();
  await negotiate();
  player.restart = async () => {
    connection.restartIce();
    await negotiate();
  };
  player.video = async () => {
    const streams = [...(await connection.getStats()).values()].filter(s => s.type === 'inbound-rtp');
    return streams.length === 1 ? streams[0] : null;
  };
  // Only Chromium says which ICE session a candidate is of.
  player.selectedFragment = async () => {
    const report = await connection.getStats();
    const transport = [...report.values()].find(s => s.type === 'transport' && s.selectedCandidatePairId);
    return transport && report.get(report.get(transport.selectedCandidatePairId).remoteCandidateId).usernameFragment;
  };
};
