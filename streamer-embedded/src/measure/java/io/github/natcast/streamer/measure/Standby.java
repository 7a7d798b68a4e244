package io.github.natcast.streamer.measure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A clip that plays while no source is live: how soon it shows, and what viewers see of the change to a live source.
 */
final class Standby implements Measurement {
    private static final double LIMIT_MILLIS = 300;

    @Override
    public List<Finding> run() throws Exception {
        Path clip = StandbyClip.write();
        try {
            List<String> options = List.of(MeasuredServer.STANDBY + clip);
            List<Finding> findings = new ArrayList<>(new FirstFrame(LIMIT_MILLIS, options).run());
            findings.addAll(new Switching(options).run());
            return findings;
        } finally {
            Files.delete(clip);
        }
    }
}
