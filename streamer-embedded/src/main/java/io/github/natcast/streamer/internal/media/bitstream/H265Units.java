package io.github.natcast.streamer.internal.media.bitstream;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.rtp.AnnexB;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Access units of H.265 with start codes (§7.3 and annex B). */
final class H265Units implements UnitReader {
    private static final int FIRST_IRAP = 16;
    private static final int LAST_IRAP = 23;
    private static final int LAST_SLICE = 31;
    private static final int VPS = 32;
    private static final int SPS = 33;
    private static final int PPS = 34;
    private static final int HEADER = 2;

    private final ParameterSetStore sets = new ParameterSetStore();
    private @Nullable StreamFacts facts;

    @Override
    public Kind read(byte[] unit) {
        sets.begin();
        Kind kind = Kind.NO_PICTURE;
        AnnexB units = new AnnexB(unit);
        while (units.next()) {
            int from = units.offset();
            int to = from + units.length();
            int type = unit[from] >> 1 & 0x3f;
            if (type == VPS || type == SPS) {
                // Several of one kind are for layers, which WebRTC does not send.
                sets.keep(type, 0, unit, from, to);
            } else if (type == PPS) {
                int start = Math.min(from + HEADER, to);
                sets.keep(
                        type,
                        Bits.ofPayload(unit, start, Math.min(start + 8, to)).golomb(),
                        unit,
                        from,
                        to);
            } else if (type <= LAST_SLICE) {
                boolean key = type >= FIRST_IRAP && type <= LAST_IRAP;
                kind = key ? Kind.KEY_PICTURE : kind == Kind.NO_PICTURE ? Kind.PICTURE : kind;
            }
            if (type == SPS && to - from > HEADER) {
                read(H265Sps.read(unit, from, to));
            }
        }
        return kind;
    }

    private void read(H265Sps sps) {
        if (!StreamFacts.isSize(sps.width(), sps.height())) {
            return;
        }
        StreamFacts read = new StreamFacts(VideoCodec.H265, sps.profile(), sps.width(), sps.height(), Optional.empty());
        if (sps.profile() != 1) {
            read = read.withObstacle("because browsers play profile Main of H.265 only");
        } else if (sps.reorder() > 0) {
            read = read.withObstacle(H264Units.REORDERED);
        }
        facts = read;
    }

    @Override
    public byte[] complete(byte[] unit) {
        return sets.complete(unit);
    }

    @Override
    public @Nullable StreamFacts facts() {
        return facts;
    }
}
