package io.github.natcast.streamer.internal.media.switching;

import io.github.natcast.streamer.EncodedUnit;
import io.github.natcast.streamer.VideoFrame;

/** A picture in either form, on its way to where pictures of its form go. Confined to the source's thread. */
sealed interface SwitchedPicture {

    /** Whether it needs none of those before. */
    boolean begins();

    /** Passes it on. */
    void offer(boolean first);

    /** Nobody gets it. */
    void drop();

    /** One whose reference this owns. */
    record Raw(VideoFrame frame, SourceSwitch.Output<VideoFrame> output) implements SwitchedPicture {
        @Override
        public boolean begins() {
            return true;
        }

        @Override
        public void offer(boolean first) {
            output.offer(frame, first);
        }

        @Override
        public void drop() {
            frame.release();
        }
    }

    /** One that its source has encoded. */
    record Encoded(EncodedUnit unit, SourceSwitch.Output<EncodedUnit> output) implements SwitchedPicture {
        @Override
        public boolean begins() {
            return unit.keyFrame();
        }

        @Override
        public void offer(boolean first) {
            output.offer(unit, first);
        }

        @Override
        public void drop() {}
    }
}
