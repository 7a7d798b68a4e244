/**
 * Publishing a channel's stream to a media server by WHIP (RFC 9725): {@code Streamer.publish} and
 * {@code Channel.publish} take {@link io.github.natcast.streamer.publish.PublishSettings} and give a
 * {@link io.github.natcast.streamer.publish.Publication}.
 */
@NullMarked
package io.github.natcast.streamer.publish;

import org.jspecify.annotations.NullMarked;
