package io.github.natcast.streamer.internal.media.source;

import io.github.natcast.streamer.PixelFormat;
import io.github.natcast.streamer.RawVideoSource;
import io.github.natcast.streamer.VideoSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Sources that cannot be shown, and what messages must say about each. The servers answer until this is closed. */
public final class BadSources implements AutoCloseable {
    /** How long the sources wait for data. */
    public static final Duration PATIENCE = Duration.ofMillis(500);

    private static final String SILENT = "nothing came for 500 ms";
    private static final String UNAUTHORIZED =
            "RTSP/1.0 401 Unauthorized\r\nCSeq: $CSeq\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";

    private final List<ScriptedServer> servers = new ArrayList<>();
    private final List<BadSource> table = new ArrayList<>();
    private final BadMedia media;

    /**
     * One of them.
     *
     * @param told part of the message, after {@code source NAME}
     */
    public record BadSource(String what, VideoSource source, String told) {
        @Override
        public String toString() {
            return what;
        }
    }

    /** Writes the files into {@code folder}. */
    public BadSources(Path folder) throws Exception {
        media = new BadMedia(folder);
        files(folder);
        servers();
        streams();
    }

    public List<BadSource> table() {
        return table;
    }

    private void files(Path folder) throws Exception {
        file("an MP4 file cut in the middle", media.cut("half.mp4", "libopenh264", 0.5), "moov atom not found");
        file(
                "a Matroska file cut after its header",
                media.cut("head.mkv", "mpeg4", 0.02),
                "nothing that can be decoded");
        file("an AVI file cut within its header", media.cut("head.avi", "mpeg4", 0.02), "Invalid data found");
        file("a text", media.file("letter.mp4", "Dear Sir or Madam"), "cannot be opened: Invalid data found");
        file("an empty file", media.file("empty.ts", ""), "cannot be opened: the file is empty");
        file("a folder", folder.toString(), "cannot be opened: Is a directory");
        file("no such file", folder.resolve("missing.mp4").toString(), "cannot be opened: No such file or directory");
        file(
                "a codec that nobody knows",
                media.renamedCodec("codec.mkv", "ffv1", "V_FFV1", "V_XYZ1"),
                "is in a codec that FFmpeg does not know: convert it, to H.264 for example");
        file("pictures without a size", media.announced("none.y4m", 0, 0), "Picture size 0x0 is invalid");
        file(
                "pictures of 20000x20000",
                media.announced("huge.y4m", 20_000, 20_000),
                "Picture size 20000x20000 is invalid");
        file("a picture that is not there", media.announced("one.y4m", 1, 1), "has nothing that can be decoded");
        file(
                "pictures that are too wide",
                media.tooWide("wide.mkv"),
                "has pictures of 16400x64; the largest that can be shown are 16384x16384: scale it down");
        file("a device that is not there", "v4l2:/dev/video99", "cannot be opened: ");
        file("a scheme that nobody knows", "pigeon://carrier/1", "cannot be opened: Protocol not found");
    }

    private void servers() throws Exception {
        rtsp("an RTSP server that is not there", "127.0.0.1:9", "cannot be opened: Connection refused");
        List<String> camera = ScriptedServer.CAMERA;
        rtsp("an RTSP server that says nothing", camera.subList(0, 0), "cannot be opened: " + SILENT);
        rtsp("an RTSP server that stalls after OPTIONS", camera.subList(0, 1), "cannot be opened: " + SILENT);
        rtsp("an RTSP server that stalls after DESCRIBE", camera.subList(0, 2), "cannot be opened: " + SILENT);
        rtsp("an RTSP server that stalls after SETUP", camera.subList(0, 3), "cannot be opened: " + SILENT);
        rtsp("an RTSP server that plays nothing", camera, "cannot be read on: " + SILENT);
        rtsp("an RTSP server that wants another password", List.of(UNAUTHORIZED, UNAUTHORIZED), "401 Unauthorized");
        http("an HTTP server that has no such file", List.of(status("404 Not Found")), "Server returned 404 Not Found");
        http("an HTTP server that fails", List.of(status("500 Internal Server Error")), "Server returned 5XX");
        http("an HTTP server that says nothing", List.of(), "cannot be opened: " + SILENT);
        byte[] clip = Files.readAllBytes(Path.of(media.clip("clip.ts")));
        String body = new String(clip, 0, clip.length * 6 / 10, StandardCharsets.ISO_8859_1);
        http(
                "an HTTP server that stalls in mid-body",
                List.of("HTTP/1.1 200 OK\r\nContent-Type: video/mp2t\r\nContent-Length: " + clip.length + "\r\n\r\n"
                        + body),
                "cannot be read on: " + SILENT);
    }

    private void streams() {
        table.add(new BadSource(
                "raw pictures of another size",
                new RawVideoSource(
                        "standard input", new ByteArrayInputStream(new byte[10_000]), PixelFormat.I420, 64, 64, 25),
                "ended within a picture, after 3856 of 6144 bytes: is it really 64x64 I420?"));
    }

    private void file(String what, String location, String told) {
        table.add(new BadSource(what, new MediaSource(location, PATIENCE), told));
    }

    private void rtsp(String what, List<String> replies, String told) throws IOException {
        rtsp(what, serve(replies), told);
    }

    private void rtsp(String what, String address, String told) {
        file(what, "rtsp://viewer:mellon@" + address + "/camera", told);
    }

    private void http(String what, List<String> replies, String told) throws IOException {
        file(what, "http://" + serve(replies) + "/clip.ts?token=mellon", told);
    }

    private String serve(List<String> replies) throws IOException {
        ScriptedServer server = new ScriptedServer(replies);
        servers.add(server);
        return server.address();
    }

    private static String status(String status) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n";
    }

    @Override
    public void close() throws IOException {
        for (ScriptedServer server : servers) {
            server.close();
        }
    }
}
