package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.sdp.diagnose.ViewerEvidence.Playback;
import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.internal.signaling.ViewerReport;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one viewer's page reports of its video, for the log and the verdict. Thread-safe. */
final class PageReports {
    private static final Logger LOGGER = LoggerFactory.getLogger(ViewerSession.class);

    /** A page reports every second; what is older says nothing of now. */
    private static final long FRESH_NANOS = Duration.ofSeconds(5).toNanos();

    private static final double LONGEST_MILLIS = 60_000;

    private final OncePerSecond replies = new OncePerSecond();
    private boolean problemLogged;
    private ViewerReport.@Nullable Playing before;
    private ViewerReport.@Nullable Playing latest;
    private long latestNanos;

    /** Takes a report, and logs what it says. */
    void take(ViewerReport report, Viewer viewer, long nowNanos) {
        boolean problem = note(report, nowNanos);
        if (problem) {
            LOGGER.info(
                    "viewer {} has no picture, says its page: {}",
                    ViewerLog.name(viewer),
                    report.problem().orElse(""));
        }
        LOGGER.debug("viewer {} reports {}", viewer.id(), report.json());
    }

    /** Whether its problem is to be logged: a page must not be able to fill the log. */
    private synchronized boolean note(ViewerReport report, long nowNanos) {
        report.playing().ifPresent(playing -> {
            before = latest;
            latest = playing;
            latestNanos = nowNanos;
        });
        boolean first = report.problem().isPresent() && !problemLogged;
        problemLogged |= first;
        return first;
    }

    /** Whether it may be answered with statistics: once a second. */
    boolean isReplyDue(long nowNanos) {
        return replies.isDue(nowNanos);
    }

    /** @param firstFrame when the page showed the first picture, in milliseconds since the offer */
    synchronized Playback playback(OptionalLong firstFrame, long nowNanos) {
        ViewerReport.Playing now = latest;
        if (now == null || nowNanos - latestNanos > FRESH_NANOS) {
            return new Playback(false, firstFrame, 0, 0, 0, 0, 0);
        }
        return new Playback(
                true,
                firstFrame,
                now.framesDecoded(),
                now.framesPerSecond(),
                dropShare(before, now),
                now.decodeMillis(),
                Math.round(Math.min(now.bufferMillis(), LONGEST_MILLIS)));
    }

    /** Of the pictures between two reports; 0 where these are of two connections, or say nothing. */
    private static double dropShare(ViewerReport.@Nullable Playing before, ViewerReport.Playing now) {
        long dropped = before == null ? 0 : now.framesDropped() - before.framesDropped();
        long decoded = before == null ? 0 : now.framesDecoded() - before.framesDecoded();
        return dropped > 0 && decoded > 0 ? Math.min(1, (double) dropped / decoded) : 0;
    }
}
