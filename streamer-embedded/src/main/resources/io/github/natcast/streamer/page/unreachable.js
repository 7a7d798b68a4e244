/** Explains why no path to the server's media was found. */
import { Problem } from './problem.js';

/**
 * ICE or DTLS failed; what was tried shows which. host: where signalling found the server; serverSays: what it noticed
 * itself, or null.
 */
export function unreachable({ dtls, pairs, remoteCandidates, relayOnly, host, serverSays }) {
  if (dtls) {
    return new Problem({
      code: 'dtls_failed',
      title: 'The secure channel could not be set up',
      message: 'Connectivity checks were answered, but the DTLS handshake did not finish.',
      checks: [
        'Does the path carry packets of 1200 bytes? A smaller MTU in a tunnel drops the certificate.',
        'Does a proxy or firewall in between inspect or block DTLS?',
      ],
    });
  }
  const tried = remoteCandidates.map(describe);
  if (tried.length === 0) {
    return new Problem({
      code: 'no_remote_candidates',
      title: 'The server advertised no address for its media',
      message: 'Neither the answer nor any message after it contains a candidate.',
      checks: ['Which address does the server bind to, and does the host have a usable network interface?'],
    });
  }
  if (relayOnly && pairs.length === 0) {
    return new Problem({
      code: 'no_relay',
      title: 'No TURN server provided a relay address',
      message: 'The page was asked to use relays only, but none answered.',
      checks: ['Are the TURN server\'s URL, username and credential right?', 'Is its port reachable?'],
    });
  }
  const checks = [];
  if (remoteCandidates.every(isLoopback) && navigator.userAgent.includes('Firefox/')) {
    checks.push('Firefox does not use loopback addresses: bind the server to another of its addresses, '
      + 'or watch in another browser.');
  }
  if (remoteCandidates.every(isPrivate) && !isPrivate({ address: host })) {
    checks.push(`Every media address is private, but the server was found at ${host}: `
      + 'does the server know its public address (--public-address)?');
  }
  if (remoteCandidates.every(({ port }) => port < 1024 && port !== 80 && port !== 443)) {
    checks.push('Browsers ignore media ports below 1024: choose a higher one.');
  }
  checks.push(
    `Is ${tried.join(' or ')} forwarded to the server, by the tunnel or the router?`,
    'Does a firewall, at the server or here, let UDP through?',
    'Networks that block UDP need a TURN server over TCP or TLS.');
  return new Problem({
    code: 'no_check_came_back',
    title: 'The media port is not reachable',
    message: `No connectivity check was answered by ${tried.join(' or ')}.${serverSays ? ` ${serverSays}` : ''}`,
    checks,
  });
}

function describe({ address, port, protocol }) {
  return `${address?.includes(':') ? `[${address}]` : address}:${port}/${protocol}`;
}

function isLoopback({ address = '' }) {
  return /^(127(\.\d+){3}|\[?::1\]?)$/.test(address);
}

/**
 * Whether an address is of use only near the one who has it: private (RFC 1918), loopback, link-local, shared
 * (RFC 6598) or unique local (RFC 4193: fc00::/7). A host name is private only if it cannot be in the public DNS.
 */
export function isPrivate({ address = '' }) {
  const host = address.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  if (host.includes(':')) { // no host name has one
    return /^(::1$|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/.test(host);
  }
  if (/^\d+(\.\d+){3}$/.test(host)) {
    return /^(10|127|192\.168|172\.(1[6-9]|2\d|3[01])|169\.254|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(host);
  }
  return host === 'localhost' || host.endsWith('.local');
}
