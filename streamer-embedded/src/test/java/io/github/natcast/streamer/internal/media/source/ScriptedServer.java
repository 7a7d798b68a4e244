package io.github.natcast.streamer.internal.media.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Answers HTTP or RTSP requests with one reply after the other, and then sends its media, if there are any, and falls
 * silent, holding the connection open. {@code $CSeq} in a reply is the request's.
 */
public final class ScriptedServer implements AutoCloseable {
    private static final String VIDEO = String.join(
            "\r\n",
            "v=0",
            "o=- 1 1 IN IP4 127.0.0.1",
            "s=camera",
            "t=0 0",
            "m=video 0 RTP/AVP 96",
            "a=rtpmap:96 H264/90000",
            "a=fmtp:96 packetization-mode=1;profile-level-id=42e01f",
            "a=control:track1",
            "");

    /** A camera's replies before its pictures. */
    public static final List<String> CAMERA = List.of(
            rtsp("Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n", ""),
            rtsp("Content-Type: application/sdp\r\n", VIDEO),
            rtsp("Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1\r\n", ""),
            rtsp("Session: 1\r\n", ""));

    /** What follows the last reply on its connection. */
    @FunctionalInterface
    public interface Media {
        void write(OutputStream out) throws IOException;
    }

    private final ServerSocket socket;
    private final List<String> replies;
    private final Media media;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Thread thread;

    public ScriptedServer(List<String> replies) throws IOException {
        this(replies, out -> {});
    }

    /** @param media follows the last reply, on the server's thread */
    public ScriptedServer(List<String> replies, Media media) throws IOException {
        this.replies = replies;
        this.media = media;
        socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        thread = new Thread(this::run, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    private static String rtsp(String headers, String body) {
        return "RTSP/1.0 200 OK\r\nCSeq: $CSeq\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** The lines of all requests so far, headers included. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Without a scheme: {@code 127.0.0.1:4711}. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void run() {
        try {
            while (true) {
                // One connection at a time; the client gives it up.
                try (Socket client = socket.accept()) {
                    serve(client);
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket client) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = client.getOutputStream();
        int next = 0;
        String sequence = "0";
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                requests.add(line);
                if (line.startsWith("CSeq:")) {
                    sequence = line.substring("CSeq:".length()).trim();
                }
                if (line.isEmpty() && next < replies.size()) {
                    out.write(replies.get(next++).replace("$CSeq", sequence).getBytes(StandardCharsets.ISO_8859_1));
                    if (next == replies.size()) {
                        media.write(out);
                    }
                }
            }
        } catch (IOException gone) {
            // Clients may leave without a word.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
