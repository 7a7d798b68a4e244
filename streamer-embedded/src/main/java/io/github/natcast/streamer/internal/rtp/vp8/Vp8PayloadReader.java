package io.github.natcast.streamer.internal.rtp.vp8;

import io.github.natcast.streamer.internal.rtp.PayloadReader;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/** Joins VP8 frames: takes the descriptor (RFC 7741 §4.2) off each payload, whatever it has. Immutable. */
public final class Vp8PayloadReader implements PayloadReader {
    private static final int EXTENDED = 0x80;
    private static final int START_OF_PARTITION = 0x10;
    private static final int PARTITION = 0x07;
    private static final int HAS_PICTURE_ID = 0x80;
    private static final int HAS_TL0PICIDX = 0x40;
    private static final int HAS_TID_OR_KEYIDX = 0x30;
    private static final int LONG_PICTURE_ID = 0x80;

    /** S set and PID 0: the first packet of the first partition. */
    @Override
    public boolean isFirst(byte[] payload) {
        return (payload[0] & (START_OF_PARTITION | PARTITION)) == START_OF_PARTITION;
    }

    @Override
    public Optional<byte[]> join(List<byte[]> payloads) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        for (int i = 0; i < payloads.size(); i++) {
            byte[] payload = payloads.get(i);
            int content = contentOf(payload);
            if (content >= payload.length || (i == 0) != isFirst(payload)) {
                return Optional.empty();
            }
            frame.write(payload, content, payload.length - content);
        }
        return frame.size() == 0 ? Optional.empty() : Optional.of(frame.toByteArray());
    }

    /** Where the descriptor ends; may be beyond the payload. */
    private static int contentOf(byte[] payload) {
        if ((payload[0] & EXTENDED) == 0 || payload.length < 2) {
            return (payload[0] & EXTENDED) == 0 ? 1 : payload.length;
        }
        int present = payload[1];
        int position = 2;
        if ((present & HAS_PICTURE_ID) != 0) {
            boolean isLong = position < payload.length && (payload[position] & LONG_PICTURE_ID) != 0;
            position += isLong ? 2 : 1;
        }
        if ((present & HAS_TL0PICIDX) != 0) {
            position++;
        }
        if ((present & HAS_TID_OR_KEYIDX) != 0) {
            position++;
        }
        return position;
    }
}
