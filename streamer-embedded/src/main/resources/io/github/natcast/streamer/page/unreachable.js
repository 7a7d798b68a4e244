/** Explains why no path to the server's media was found. */
import { Problem } from './problem.js';

/**
 * ICE or DTLS failed; what was tried shows which. host: where signalling found the server; serverSays: what it noticed
 * itself, or null.
 */
export function unreachable({ dtls, pairs, localCandidates, remoteCandidates, relayOnly, host, serverSays }) {
  if (dtls) {
    return new Problem({ code: 'dtls_failed', checks: ['mtuOfDtls', 'inspection'] });
  }
  const tried = remoteCandidates.map(describe);
  if (tried.length === 0) {
    return new Problem({ code: 'no_remote_candidates', checks: ['bindAddress'] });
  }
  if (relayOnly && pairs.length === 0) {
    // A relay without a pair: its TURN server refuses to send to any of the server's addresses (RFC 8656 §9.2).
    return localCandidates.length > 0
      ? new Problem({
        code: 'relay_refused',
        values: { addresses: texts => texts.either.format(tried) },
        checks: ['turnPeers', 'turnPublicAddress'],
      })
      : new Problem({ code: 'no_relay', checks: ['turnCredentials', 'turnPort'] });
  }
  const checks = [];
  if (remoteCandidates.every(isLoopback) && navigator.userAgent.includes('Firefox/')) {
    checks.push('firefoxLoopback');
  }
  if (remoteCandidates.every(isPrivate) && !isPrivate({ address: host })) {
    checks.push('publicAddress');
  }
  if (remoteCandidates.every(({ port }) => port < 1024 && port !== 80 && port !== 443)) {
    checks.push('lowPort');
  }
  return new Problem({
    code: 'no_check_came_back',
    values: { host, addresses: texts => texts.either.format(tried) },
    checks: [...checks, 'forwarded', 'firewall', 'turn'],
    said: serverSays,
    instead: false,
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
