package io.github.natcast.streamer.measure;

import java.util.List;

/** One measurement of a streamer from outside. */
interface Measurement {
    List<Finding> run() throws Exception;
}
