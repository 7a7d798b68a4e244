/**
 * Who is behind a proxy or a tunnel: the PROXY protocol, and the headers that HTTP proxies add. Both are believed only
 * from sources that the operator trusts.
 */
@NullMarked
package io.github.natcast.streamer.internal.forwarded;

import org.jspecify.annotations.NullMarked;
