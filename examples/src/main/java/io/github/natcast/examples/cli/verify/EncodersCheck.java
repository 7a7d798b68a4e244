package io.github.natcast.examples.cli.verify;

import io.github.natcast.streamer.EncoderReport;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerException;
import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.VideoSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Whether this host encodes what the file wants, as {@code natcast encoders} finds out. */
final class EncodersCheck implements Check {
    private static final String SUBJECT = "FFmpeg";

    private final WantedEncoding wanted;
    private final Callable<List<EncoderReport>> probe;

    EncodersCheck(WantedEncoding wanted) {
        this(wanted, () -> Streamer.probeEncoders(VideoSettings.defaults()));
    }

    EncodersCheck(WantedEncoding wanted, Callable<List<EncoderReport>> probe) {
        this.wanted = wanted;
        this.probe = probe;
    }

    @Override
    public CheckName name() {
        return CheckName.ENCODERS;
    }

    @Override
    public List<Result> run(Trial trial) throws InterruptedException {
        List<EncoderReport> reports;
        try {
            reports = probe.call();
        } catch (StreamerException e) {
            return List.of(Result.fails(name(), SUBJECT, "no-ffmpeg", String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        if (wanted.encoder().isPresent()) {
            return List.of(only(wanted.encoder().get(), reports));
        }
        List<VideoCodec> codecs = wanted.codecs().isEmpty() ? found(reports) : wanted.codecs();
        List<Result> results = new ArrayList<>();
        codecs.forEach(codec -> results.add(codec(codec, reports)));
        return results.isEmpty() ? List.of(Result.fails(name(), SUBJECT, "none", tried(reports))) : results;
    }

    private static List<VideoCodec> found(List<EncoderReport> reports) {
        return reports.stream()
                .filter(EncodersCheck::isUsable)
                .map(EncoderReport::codec)
                .distinct()
                .toList();
    }

    /** The server ends where it cannot take the one that it is told. */
    private Result only(String encoder, List<EncoderReport> reports) {
        List<EncoderReport> own = reports.stream()
                .filter(report -> report.encoder().equals(encoder))
                .toList();
        if (own.isEmpty()) {
            return Result.fails(name(), encoder, "unknown", encoder);
        }
        return own.stream()
                .filter(EncodersCheck::isUsable)
                .findFirst()
                .map(report -> Result.holds(name(), report.codec().encodingName(), "usable", encoder))
                .orElseGet(() -> Result.fails(
                        name(), encoder, "refused", encoder, own.get(0).message()));
    }

    private Result codec(VideoCodec codec, List<EncoderReport> reports) {
        List<EncoderReport> own =
                reports.stream().filter(report -> report.codec() == codec).toList();
        String word = codec.encodingName();
        return own.stream()
                .filter(EncodersCheck::isUsable)
                .findFirst()
                .map(report -> Result.holds(name(), word, "usable", report.encoder()))
                .orElseGet(() -> Result.fails(name(), word, "codec", word, tried(own)));
    }

    private static boolean isUsable(EncoderReport report) {
        return report.outcome() == EncoderReport.Outcome.USABLE;
    }

    private static String tried(List<EncoderReport> reports) {
        return String.join(
                ", ", reports.stream().map(EncoderReport::encoder).distinct().toList());
    }
}
