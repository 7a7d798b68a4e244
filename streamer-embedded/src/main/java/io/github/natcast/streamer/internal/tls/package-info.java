/** TLS of the HTTP port, with the JDK's own means: files of PEM, and what becomes of them when they change. */
@NullMarked
package io.github.natcast.streamer.internal.tls;

import org.jspecify.annotations.NullMarked;
