/**
 * Signalling in a servlet container (Jakarta Servlet 6, Jakarta WebSocket 2.1): Jetty 12, Tomcat 10.1 and what is built
 * on them. The container brings the Jakarta libraries.
 */
@NullMarked
package io.github.natcast.streamer.servlet;

import org.jspecify.annotations.NullMarked;
