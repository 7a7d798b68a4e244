package io.github.natcast.streamer.internal.media.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_set;

import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.IntPointer;

/** What a container may state about a stream. */
final class StreamMarks {
    private static final int MATRIX_BYTES = 9 * Integer.BYTES;

    private StreamMarks() {}

    static void rotate(AVStream stream, double clockwise) {
        AVPacketSideData list = new AVPacketSideData(null);
        IntPointer count = new IntPointer(1L).put(0);
        AVPacketSideData added = av_packet_side_data_new(list, count, AV_PKT_DATA_DISPLAYMATRIX, MATRIX_BYTES, 0);
        av_display_rotation_set(new IntPointer(added.data()), clockwise);
        stream.codecpar().coded_side_data(list).nb_coded_side_data(count.get());
    }
}
