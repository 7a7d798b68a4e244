/**
 * What protects a streamer that is exposed: TLS, who may watch and from where, limits, and the operator's own access.
 */
@NullMarked
package io.github.natcast.streamer.security;

import org.jspecify.annotations.NullMarked;
