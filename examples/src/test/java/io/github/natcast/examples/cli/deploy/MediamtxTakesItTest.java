package io.github.natcast.examples.cli.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.natcast.examples.cli.deployment.Deployment;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** MediaMTX has no way to check a file, so it is started with it. */
@Timeout(60)
class MediamtxTakesItTest {
    private static final Deployment DEPLOYMENT = MediamtxFilesTest.channels("live", "room-7");

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void anOriginThatPulls() throws Exception {
        Tool mediamtx = Tool.named("mediamtx");
        DeployedFile file =
                MediamtxFilesTest.files(Origin.Choice.NONE, DEPLOYMENT).get(0);
        try (MediamtxRun run = new MediamtxRun(mediamtx, folder, file)) {
            assertThat(run.says("[WebRTC] started")).as("%s", run.said()).isTrue();
            // The channels are asked for at once, and natcast is not there.
            assertThat(run.says("[path live] [WebRTC source]"))
                    .as("%s", run.said())
                    .isTrue();
            assertThat(run.says("[path room-7] [WebRTC source]"))
                    .as("%s", run.said())
                    .isTrue();
        }
    }

    @Test
    void anOriginThatIsPublishedToKnowsThePassword() throws Exception {
        Tool mediamtx = Tool.named("mediamtx");
        DeployedFile file = MediamtxFilesTest.files(MediamtxFilesTest.choice(null, "publish.token"), DEPLOYMENT)
                .get(0);
        try (MediamtxRun run = new MediamtxRun(mediamtx, folder, file)) {
            assertThat(run.says("[WebRTC] started")).as("%s", run.said()).isTrue();
            URI channel = URI.create("http://127.0.0.1:" + run.http() + "/room-7/whip");
            assertThat(status(channel, "natcast:s3cret/x")).isEqualTo(204);
            assertThat(status(channel, "natcast:other")).isEqualTo(401);
            assertThat(status(channel.resolve("/elsewhere/whip"), "natcast:s3cret/x"))
                    .isNotEqualTo(204);
        }
    }

    /** What WHIP asks first. */
    private int status(URI endpoint, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Authorization", "Bearer " + token)
                .method("OPTIONS", BodyPublishers.noBody())
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    @Test
    void aReplica() throws Exception {
        Tool mediamtx = Tool.named("mediamtx");
        DeployedFile file =
                MediamtxFilesTest.files(Origin.Choice.NONE, DEPLOYMENT).get(1);
        try (MediamtxRun run = new MediamtxRun(mediamtx, folder, file)) {
            assertThat(run.says("[WebRTC] started")).as("%s", run.said()).isTrue();
            // It is on demand: whoever asks makes it pull.
            URI channel = URI.create("http://127.0.0.1:" + run.http() + "/live/whep");
            CompletableFuture<HttpResponse<Void>> asked = http.sendAsync(
                    HttpRequest.newBuilder(channel)
                            .header("Content-Type", "application/sdp")
                            .POST(BodyPublishers.ofString("v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n"))
                            .build(),
                    BodyHandlers.discarding());
            assertThat(run.says("[path live] [RTSP source]"))
                    .as("%s", run.said())
                    .isTrue();
            asked.cancel(true);
        }
    }
}
