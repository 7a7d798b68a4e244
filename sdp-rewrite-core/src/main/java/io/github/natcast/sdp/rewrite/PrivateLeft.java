package io.github.natcast.sdp.rewrite;

/**
 * An address that the peer is told although it cannot be reached from the public Internet. Immutable.
 *
 * <p>Not counted: {@code 0.0.0.0} and {@code ::} outside candidates, where they stand for "no address"; loopback
 * addresses in {@code o=}, which RFC 8829 §5.2.1 recommends in the place of a meaningful one; and the configured public
 * addresses, whatever their range.
 *
 * @param lineNumber the line's number in the <em>rewritten</em> text, from 1
 * @param line the line of the rewritten text, without its ending
 * @param address the address as written
 * @param scope why it cannot be reached
 * @param reason why it was left
 */
public record PrivateLeft(int lineNumber, String line, String address, AddressScope scope, Reason reason) {}
