package io.github.natcast.streamer.internal.media.bitstream;

import io.github.natcast.streamer.VideoCodec;
import io.github.natcast.streamer.internal.rtp.AnnexB;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Access units of H.264 with start codes (§7.3 and annex B). */
final class H264Units implements UnitReader {
    static final String REORDERED = "because its pictures are decoded in another order than shown (B-frames)";

    private static final int FIRST_SLICE = 1;
    private static final int IDR_SLICE = 5;
    private static final int SPS = 7;
    private static final int PPS = 8;
    /** slice_type of B slices; 5 is added where all slices of the picture have one type (table 7-6). */
    private static final int B_SLICE = 1;

    private static final int SLICE_TYPES = 5;

    private final ParameterSetStore sets = new ParameterSetStore();
    private @Nullable StreamFacts facts;
    private boolean orderStated;

    @Override
    public Kind read(byte[] unit) {
        sets.begin();
        Kind kind = Kind.NO_PICTURE;
        AnnexB units = new AnnexB(unit);
        while (units.next()) {
            int from = units.offset();
            int to = from + units.length();
            int type = unit[from] & 0x1f;
            if (type == SPS) {
                sets.keep(SPS, number(unit, from + 4, to), unit, from, to);
                read(H264Sps.read(unit, from, to));
            } else if (type == PPS) {
                sets.keep(PPS, number(unit, from + 1, to), unit, from, to);
                readPicture(unit, from, to);
            } else if (type >= FIRST_SLICE && type <= IDR_SLICE) {
                kind = type == IDR_SLICE ? Kind.KEY_PICTURE : kind == Kind.NO_PICTURE ? Kind.PICTURE : kind;
                watchOrder(unit, from, to);
            }
        }
        return kind;
    }

    /** The first ue(v) of a payload; what follows a set's own number is not needed to tell it from others. */
    private static int number(byte[] unit, int from, int to) {
        return Bits.ofPayload(unit, Math.min(from, to), Math.min(from + 8, to)).golomb();
    }

    private void read(H264Sps sps) {
        if (!StreamFacts.isSize(sps.width(), sps.height())) {
            return;
        }
        StreamFacts read =
                new StreamFacts(VideoCodec.H264, sps.profileLevelId(), sps.width(), sps.height(), Optional.empty());
        int profile = sps.profileLevelId() >> 16;
        if (!sps.plain()) {
            read = read.withObstacle("because browsers play 8 bits in 4:2:0 only");
        } else if (!sps.progressive()) {
            read = read.withObstacle("because its pictures are interlaced");
        } else if (sps.reorder().orElse(0) > 0) {
            read = read.withObstacle(REORDERED);
        }
        orderStated = sps.reorder().isPresent() || profile == StreamFacts.BASELINE;
        facts = read;
    }

    /** pic_parameter_set_rbsp (§7.3.2.2): several slice groups are what baseline has and no browser plays. */
    private void readPicture(byte[] unit, int from, int to) {
        Bits bits = Bits.ofPayload(unit, from + 1, to);
        bits.golomb(); // pic_parameter_set_id
        bits.golomb(); // seq_parameter_set_id
        bits.skip(2); // entropy_coding_mode_flag, bottom_field_pic_order_in_frame_present_flag
        if (bits.golomb() > 0 && facts != null) {
            facts = facts.withObstacle("because it has slice groups");
        }
    }

    /** Where the stream does not state that nothing is reordered, B slices mean that something is. */
    private void watchOrder(byte[] unit, int from, int to) {
        if (!orderStated && facts != null && facts.obstacle().isEmpty()) {
            Bits bits = Bits.ofPayload(unit, from + 1, Math.min(from + 16, to));
            bits.golomb(); // first_mb_in_slice
            if (bits.golomb() % SLICE_TYPES == B_SLICE) {
                facts = facts.withObstacle(REORDERED);
            }
        }
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
