package io.github.natcast.streamer.internal.viewers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.sdp.diagnose.ViewerEvidence.Playback;
import io.github.natcast.streamer.Viewer;
import io.github.natcast.streamer.internal.signaling.ViewerReport;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class PageReportsTest {
    private static final long SECOND = 1_000_000_000;

    private final PageReports reports = new PageReports();
    private final Viewer viewer = (Viewer) Proxy.newProxyInstance(
            Viewer.class.getClassLoader(), new Class<?>[] {Viewer.class}, (self, method, given) -> "live");

    private void report(long decoded, long dropped, long at) {
        ViewerReport.Playing playing = new ViewerReport.Playing(decoded, dropped, 29, 4.5, 80);
        reports.take(new ViewerReport(true, Optional.of(playing), Optional.empty(), "{}"), viewer, at);
    }

    private Playback at(long nanos) {
        return reports.playback(OptionalLong.empty(), nanos);
    }

    @Test
    void saysWhatThePageSaysNow() {
        assertThat(at(0).reports()).isFalse();
        report(100, 0, 0);
        report(130, 6, SECOND);

        assertThat(at(SECOND).reports()).isTrue();
        assertThat(at(SECOND).decoded()).isEqualTo(130);
        assertThat(at(SECOND).dropShare()).isEqualTo(0.2);
        assertThat(at(SECOND).decodeTime()).isEqualTo(4.5);
        assertThat(at(SECOND).buffered()).isEqualTo(80);
    }

    @Test
    void saysNothingOfAPageThatHasFallenSilent() {
        report(100, 0, 0);

        assertThat(at(6 * SECOND).reports()).isFalse();
    }

    @Test
    void blamesNobodyForTheNumbersOfAnotherConnection() {
        report(5000, 900, 0);
        report(30, 0, SECOND);

        assertThat(at(SECOND).dropShare()).isZero();
    }

    @Test
    void answersOncePerSecond() {
        assertThat(reports.isReplyDue(0)).isTrue();
        assertThat(reports.isReplyDue(SECOND / 2)).isFalse();
        assertThat(reports.isReplyDue(SECOND)).isTrue();
    }
}
