/**
 * What the streamer is held to, measured against servers in processes of their own. The programs lie in
 * {@code src/measure/java} and are no tests; what judges their readings is tested, and lies in {@code src/test/java}.
 */
@NullMarked
package io.github.natcast.streamer.measure;

import org.jspecify.annotations.NullMarked;
