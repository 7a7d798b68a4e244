package io.github.natcast.sdp.rewrite;

/**
 * An address that the peer is told although it cannot be reached from the public Internet. Immutable.
 *
 * <p>It is found on whatever line, in a field for addresses or within a word: {@code me@192.168.1.10},
 * {@code rtsp://[fd00::10]:554/}, {@code fe80::1%eth0}, {@code 192.168.001.010}. Not counted: {@code 0.0.0.0} and
 * {@code ::} but for the address of a candidate, since they stand for "no address"; the loopback address of {@code o=},
 * which RFC 8829 §5.2.1 recommends in the place of a meaningful one; the configured public addresses, whatever their
 * range; host names; and what is more than 100 addresses of one line.
 *
 * @param lineNumber the line's number in the <em>rewritten</em> text, from 1
 * @param line the line of the rewritten text, without its ending
 * @param address the address as written
 * @param scope why it cannot be reached
 * @param reason why it was left
 */
public record PrivateLeft(int lineNumber, String line, String address, AddressScope scope, Reason reason) {
    /** Each has its line with it: a line that is nothing but addresses must not fill the memory. */
    static final int MOST_OF_A_LINE = 100;
}
