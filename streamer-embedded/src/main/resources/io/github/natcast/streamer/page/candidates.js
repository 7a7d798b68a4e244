/** Candidates and answers in words. */

export function parseCandidate(line) {
  const [, , protocol, , address, port, , type] = line.split(' ');
  return { protocol: protocol?.toLowerCase(), address, port: Number(port), type };
}

export function describeCandidate(line, texts) {
  const { protocol, address, port, type } = parseCandidate(line);
  return address.endsWith('.local')
    ? texts.say('detail.hiddenCandidate', { type, protocol })
    : texts.say('detail.candidate', {
      type, address: `${address.includes(':') ? `[${address}]` : address}:${port}/${protocol}`,
    });
}

/** The codec that an answer chose. */
export function describeAnswer(sdp, texts) {
  const section = sdp.split(/^(?=m=)/m).find(part => /^m=video/.test(part) && /^a=sendonly/m.test(part)) ?? '';
  return section.match(/^a=rtpmap:\d+ (\S+)\/\d+/m)?.[1] ?? texts.say('detail.noVideo');
}

/**
 * Whether two answers describe one session (RFC 8866 §5.2, o=) over one DTLS association (RFC 8842 §4: its fingerprint
 * stays). A server that knows no ICE restart answers a second offer with a viewer of its own.
 */
export function isSameSession(one, other) {
  const identity = sdp => [
    sdp.match(/^o=\S+ (\S+)/m)?.[1],
    ...[...sdp.matchAll(/^a=fingerprint:\s*(\S+ \S+)/gim)].map(match => match[1].toUpperCase()),
  ].join();
  return identity(one) === identity(other);
}
