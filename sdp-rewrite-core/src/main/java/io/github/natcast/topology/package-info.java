/**
 * What stands between a server and its viewers: public addresses, forwarded ports, tunnel, STUN and TURN servers.
 *
 * <p>{@link io.github.natcast.topology.NetworkTopology} is the single source of truth; rewriting rules, findings and
 * deployment files are derived from it.
 */
@NullMarked
package io.github.natcast.topology;

import org.jspecify.annotations.NullMarked;
