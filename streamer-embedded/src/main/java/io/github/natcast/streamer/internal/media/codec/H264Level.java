package io.github.natcast.streamer.internal.media.codec;

import io.github.natcast.streamer.VideoSettings;

/** The levels of H.264 from 3.1 on, with their limits on pictures, rates and bitrates (H.264 table A-1). */
public enum H264Level {
    LEVEL_3_1(31, 108_000, 3_600, 14_000_000),
    LEVEL_3_2(32, 216_000, 5_120, 20_000_000),
    LEVEL_4(40, 245_760, 8_192, 20_000_000),
    LEVEL_4_1(41, 245_760, 8_192, 50_000_000),
    LEVEL_4_2(42, 522_240, 8_704, 50_000_000),
    LEVEL_5(50, 589_824, 22_080, 135_000_000),
    LEVEL_5_1(51, 983_040, 36_864, 240_000_000),
    LEVEL_5_2(52, 2_073_600, 36_864, 240_000_000),
    LEVEL_6(60, 4_177_920, 139_264, 240_000_000),
    LEVEL_6_1(61, 8_355_840, 139_264, 480_000_000),
    LEVEL_6_2(62, 16_711_680, 139_264, 800_000_000);

    private final int levelIdc;
    private final int macroblocksPerSecond;
    private final int macroblocks;
    private final int bitrate;

    H264Level(int levelIdc, int macroblocksPerSecond, int macroblocks, int bitrate) {
        this.levelIdc = levelIdc;
        this.macroblocksPerSecond = macroblocksPerSecond;
        this.macroblocks = macroblocks;
        this.bitrate = bitrate;
    }

    /** The lowest level whose limits these settings keep; every browser offers 3.1. */
    public static H264Level of(VideoSettings settings) {
        int macroblocks = (settings.width() + 15) / 16 * ((settings.height() + 15) / 16);
        for (H264Level level : values()) {
            if (macroblocks <= level.macroblocks
                    && (long) macroblocks * settings.framesPerSecond() <= level.macroblocksPerSecond
                    && settings.bitrate() <= level.bitrate) {
                return level;
            }
        }
        return LEVEL_6_2;
    }

    /** Ten times the level, as SPS and {@code profile-level-id} write it. */
    public int levelIdc() {
        return levelIdc;
    }
}
