package io.github.natcast.sdp.diagnose;

/**
 * How long what may take, and how bad is bad; {@code docs/verdicts.md} lists them. Times are in milliseconds.
 * Stateless.
 */
public final class ViewerBudgets {
    /** From the offer until media can flow. */
    public static final long CONNECTED = 3_000;

    /** From then until the first picture is shown. */
    public static final long FIRST_FRAME = 1_000;

    /** From the camera to the screen, as far as the network and its buffers are concerned. */
    public static final long DELAY = 500;

    /** From the first packet to the first report of the viewer, which sends one about every second. */
    public static final long FIRST_REPORT = 3_000;

    /** Of the packets: then pictures freeze in spite of retransmission. */
    static final double LOSS = 0.05;

    /** Of the packets: more than this explains a low frame rate and a long buffer. */
    static final double SOME_LOSS = 0.02;

    /** Of the packets: nothing can be put together of the rest. */
    static final double MOST_LOST = 0.5;

    /** Packets that wait longer were not lost by chance: a queue is full. */
    static final long SHORT_QUEUE = 100;

    /** Of the full rendition's bitrate: a path that carries less shows a clearly worse picture. */
    static final double NARROW = 0.5;

    /** Of the frame rate of the settings. */
    static final double FEW_PICTURES = 0.5;

    /** Of the pictures that could be encoded, or decoded. */
    static final double ENOUGH_FRAMES = 0.75;

    /** Of the decoded pictures, that a device drops because it is late. */
    static final double DROPPED = 0.1;

    /** That a task of the server, due now, waits for the processor. */
    static final long LATENESS = 200;

    /** Within some seconds: then a thread that takes pictures from a source is late, too. */
    static final long SOME_LATENESS = 100;

    private ViewerBudgets() {}
}
