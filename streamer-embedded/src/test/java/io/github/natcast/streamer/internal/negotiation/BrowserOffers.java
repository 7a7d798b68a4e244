package io.github.natcast.streamer.internal.negotiation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The offers and golden answers in the test resources, one folder for each pair. */
final class BrowserOffers {
    private BrowserOffers() {}

    static String offer(String name) {
        return read(name + "/offer.sdp");
    }

    static String answer(String name) {
        return read(name + "/answer.sdp");
    }

    static String answerWithAudio(String name) {
        return read(name + "/answer-with-audio.sdp");
    }

    private static String read(String path) {
        try (InputStream in = BrowserOffers.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new AssertionError("no test resource " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
