/** What every fuzz target needs: kept inputs, mutations of them, and planted faults. */
@NullMarked
package io.github.natcast.streamer.fuzz;

import org.jspecify.annotations.NullMarked;
