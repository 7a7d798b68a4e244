/** What the streamer is held to, measured against servers in processes of their own. Not part of the tests. */
@NullMarked
package io.github.natcast.streamer.measure;

import org.jspecify.annotations.NullMarked;
