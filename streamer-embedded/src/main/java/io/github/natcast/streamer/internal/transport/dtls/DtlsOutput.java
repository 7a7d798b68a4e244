package io.github.natcast.streamer.internal.transport.dtls;

/** Takes datagrams for the viewer. Thread-safe; neither blocks nor throws. */
@FunctionalInterface
public interface DtlsOutput {
    void send(byte[] packet, int offset, int length);
}
