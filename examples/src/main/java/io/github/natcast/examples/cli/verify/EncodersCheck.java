package io.github.natcast.examples.cli.verify;

import io.github.natcast.streamer.EncoderReport;
import io.github.natcast.streamer.Streamer;
import io.github.natcast.streamer.StreamerException;
import io.github.natcast.streamer.VideoSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Whether this host encodes, as {@code natcast encoders} finds out. */
final class EncodersCheck implements Check {
    private static final String SUBJECT = "FFmpeg";

    private final Callable<List<EncoderReport>> probe;

    EncodersCheck() {
        this(() -> Streamer.probeEncoders(VideoSettings.defaults()));
    }

    EncodersCheck(Callable<List<EncoderReport>> probe) {
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
        Map<String, String> firstByCodec = new LinkedHashMap<>();
        reports.stream()
                .filter(report -> report.outcome() == EncoderReport.Outcome.USABLE)
                .forEach(report -> firstByCodec.putIfAbsent(report.codec().encodingName(), report.encoder()));
        if (firstByCodec.isEmpty()) {
            String tried = String.join(
                    ", ",
                    reports.stream().map(EncoderReport::encoder).distinct().toList());
            return List.of(Result.fails(name(), SUBJECT, "none", tried));
        }
        return firstByCodec.entrySet().stream()
                .map(entry -> Result.holds(name(), entry.getKey(), "usable", entry.getValue()))
                .toList();
    }
}
