package io.github.natcast.streamer.measure;

import java.util.List;

/** Something that is measured from outside. */
interface Measurement {
    List<Finding> run() throws Exception;
}
