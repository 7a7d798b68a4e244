/**
 * The sockets that media leaves from. On Linux, a run of equally long packets to one viewer goes to the kernel in one
 * call (UDP_SEGMENT, the kernel's generic segmentation offload), which costs a fraction of a call for each; elsewhere,
 * and where the kernel, a device or a path refuses, each packet goes alone. On the wire both are the same. Uses Netty's
 * native sockets for the socket option that the JDK cannot set.
 */
@NullMarked
package io.github.natcast.streamer.internal.transport.egress;

import org.jspecify.annotations.NullMarked;
