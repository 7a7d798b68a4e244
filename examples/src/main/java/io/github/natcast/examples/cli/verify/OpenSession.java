package io.github.natcast.examples.cli.verify;

import io.github.natcast.sdp.IceCandidate;
import io.github.natcast.sdp.MediaSection;
import io.github.natcast.sdp.SdpParseException;
import io.github.natcast.sdp.SessionDescription;
import io.github.natcast.streamer.probe.IceCredentials;
import java.io.IOException;
import java.util.List;

/** A viewer that the server waits for: what it answered, until this is closed. Confined to one thread. */
final class OpenSession implements AutoCloseable {
    private final String text;
    private final SessionDescription answer;
    private final BrowserOffer offer;
    private final Runnable close;

    OpenSession(String text, BrowserOffer offer, Runnable close) throws IOException {
        try {
            this.answer = SessionDescription.parse(text);
        } catch (SdpParseException e) {
            throw new IOException("the answer is no SDP: " + e.getMessage(), e);
        }
        this.text = text;
        this.offer = offer;
        this.close = close;
    }

    String offer() {
        return offer.sdp();
    }

    String answer() {
        return text;
    }

    /** In order, each once. */
    List<IceCandidate> candidates() {
        return answer.mediaSections().stream()
                .flatMap(section -> section.candidates().stream())
                .distinct()
                .toList();
    }

    /** What proves to be this server's peer, and by which its answers prove that they are its. */
    IceCredentials credentials() {
        return offer.credentials(attribute("ice-ufrag"), attribute("ice-pwd"));
    }

    private String attribute(String name) {
        return answer.mediaSections().stream()
                .flatMap((MediaSection section) -> section.attributeOrSession(name).stream())
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        close.run();
    }
}
