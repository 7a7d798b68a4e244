package io.github.natcast.streamer.internal.viewers;

import io.github.natcast.sdp.diagnose.ViewerVerdict;
import io.github.natcast.streamer.Rendition;
import io.github.natcast.streamer.StreamerEvent;
import io.github.natcast.streamer.StreamerListener;
import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.ViewerState;
import io.github.natcast.streamer.internal.limits.LogAllowance;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Logs the events of viewers, then notifies the program's listener. Confined to the control thread. */
public final class ViewerLog implements StreamerListener {
    private static final Logger LOGGER = LoggerFactory.getLogger("io.github.natcast.streamer.Streamer");

    /** Who never connected may be nobody but a stranger with a loop. */
    private static final int NEVER_CONNECTED_PER_MINUTE = 10;

    private static final int VERDICTS_PER_MINUTE = 20;

    private final StreamerListener listener;
    private final LogAllowance neverConnected;
    private final LogAllowance verdicts;
    private final Set<String> warned = new HashSet<>();

    /** @param nanoTime a clock like {@link System#nanoTime()} */
    public ViewerLog(StreamerListener listener, LongSupplier nanoTime) {
        this.listener = listener;
        this.neverConnected = new LogAllowance(NEVER_CONNECTED_PER_MINUTE, nanoTime);
        this.verdicts = new LogAllowance(VERDICTS_PER_MINUTE, nanoTime);
    }

    /** With session, channel and masked address, for logs without a mapped diagnostic context. */
    static String name(Viewer viewer) {
        return viewer.id() + " (session " + viewer.session() + ", channel " + viewer.channel() + ", from "
                + MaskedAddress.of(viewer.clientAddress()) + ")";
    }

    @Override
    public void onViewerOpened(Viewer viewer) {
        LOGGER.debug("viewer {} opened from {}", name(viewer), viewer.clientAddress());
        listener.onViewerOpened(viewer);
    }

    @Override
    public void onViewerConnected(Viewer viewer) {
        LOGGER.info("viewer {} connected: {}", name(viewer), String.join(", ", viewer.timeline()));
        listener.onViewerConnected(viewer);
    }

    @Override
    public void onRenditionChanged(Viewer viewer, Rendition.Change change) {
        Rendition to = change.to();
        LOGGER.debug("viewer {} is sent {}x{}: {}", name(viewer), to.width(), to.height(), change.reason());
        listener.onRenditionChanged(viewer, change);
    }

    @Override
    public void onViewerClosed(Viewer viewer, String reason) {
        warned.remove(viewer.id());
        if (viewer.stats().isPresent()) {
            LOGGER.info("viewer {} ended: {}", name(viewer), reason);
        } else {
            neverConnected
                    .line()
                    .ifPresentOrElse(
                            more -> LOGGER.info("viewer {} ended: {}{}", name(viewer), reason, LogAllowance.more(more)),
                            () -> LOGGER.debug("viewer {} ended: {}", name(viewer), reason));
        }
        listener.onViewerClosed(viewer, reason);
    }

    @Override
    public void onViewerState(Viewer viewer, ViewerState state) {
        listener.onViewerState(viewer, state);
    }

    @Override
    public void onFirstFrameSent(Viewer viewer) {
        listener.onFirstFrameSent(viewer);
    }

    @Override
    public void onFirstFrameShown(Viewer viewer) {
        listener.onFirstFrameShown(viewer);
    }

    /** Once for each viewer: one that comes and goes would fill the log. */
    @Override
    public void onVerdict(Viewer viewer, Optional<ViewerVerdict> verdict) {
        verdict.ifPresent(told -> {
            OptionalLong leftOut = warned.add(viewer.id()) ? verdicts.line() : OptionalLong.empty();
            String more = leftOut.isPresent() ? LogAllowance.more(leftOut.getAsLong()) : "";
            level(told, leftOut.isPresent())
                    .log(
                            "viewer {}: {} ({}){}",
                            name(viewer),
                            told.operator(),
                            told.code().wireCode(),
                            more);
        });
        listener.onVerdict(viewer, verdict);
    }

    /** Where there is nothing to do here, nobody needs a warning. */
    private static LoggingEventBuilder level(ViewerVerdict verdict, boolean first) {
        if (!first) {
            return LOGGER.atDebug();
        }
        return switch (verdict.code()) {
            case VIEWER_SILENT, NOT_SHOWN -> LOGGER.atInfo();
            default -> LOGGER.atWarn();
        };
    }

    @Override
    public void onEvent(StreamerEvent event) {
        listener.onEvent(event);
    }

    /** On a worker thread. */
    @Override
    public boolean onMessage(Viewer viewer, String type, String json) {
        return listener.onMessage(viewer, type, json);
    }
}
