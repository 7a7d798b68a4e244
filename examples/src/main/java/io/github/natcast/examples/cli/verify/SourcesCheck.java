package io.github.natcast.examples.cli.verify;

import io.github.natcast.examples.cli.WhepLocation;
import io.github.natcast.examples.cli.console.Mask;
import io.github.natcast.streamer.MediaSourceException;
import io.github.natcast.streamer.VideoSettings;
import io.github.natcast.streamer.VideoSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Whether each source opens and gives a picture. What is said of it has neither its password nor its token. */
final class SourcesCheck implements Check {
    /** A camera starts, a network source is looked for a key frame. */
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(10);

    private final Function<String, VideoSource> open;

    SourcesCheck() {
        this(VideoSource::media);
    }

    /** @param open the source at a location */
    SourcesCheck(Function<String, VideoSource> open) {
        this.open = open;
    }

    @Override
    public CheckName name() {
        return CheckName.SOURCES;
    }

    @Override
    public List<Result> run(Trial trial) throws InterruptedException {
        if (trial.deployment().sources().isEmpty()) {
            return List.of(Result.holds(name(), "test pattern", "pattern"));
        }
        List<Result> results = new ArrayList<>();
        for (String source : trial.deployment().sources()) {
            results.add(source(source, trial));
        }
        return results;
    }

    private Result source(String source, Trial trial) throws InterruptedException {
        String shown = Mask.in(source);
        if (source.equals("-") || source.startsWith("pipe:")) {
            return Result.unknown(name(), shown, "pipe");
        }
        if (WhepLocation.is(source)) {
            return Result.unknown(name(), shown, "whep");
        }
        if (source.startsWith("frames:")) {
            return Result.unknown(name(), shown, "frames");
        }
        Duration patience = trial.patience().compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : trial.patience();
        FirstPicture sink = new FirstPicture();
        try (VideoSource.Playback playback = open.apply(source).start(VideoSettings.defaults(), sink)) {
            playback.setActive(true);
            return switch (sink.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                case PICTURE -> Result.holds(name(), shown, "picture");
                case END -> Result.fails(name(), shown, "empty", shown);
                case FAILURE -> failure(shown, sink.failure(), trial);
                case NOTHING -> Result.fails(name(), shown, "silent", shown, patience.toSeconds());
            };
        } catch (MediaSourceException | IllegalArgumentException e) {
            return failure(shown, String.valueOf(e.getMessage()), trial);
        }
    }

    /** A device has one reader: a server that runs may be it. */
    private Result failure(String shown, String message, Trial trial) throws InterruptedException {
        String reason = Mask.in(message);
        return trial.running().isPresent() || trial.isStarting()
                ? Result.unknown(name(), shown, "busy", reason)
                : Result.fails(name(), shown, "failed", shown, reason);
    }
}
