/**
 * Makes the local description true for the far side of a NAT.
 *
 * <p>{@link io.github.natcast.sdp.rewrite.SdpRewriter} is the entry point. A description takes this way through the
 * package: {@code DescriptionScanner} finds the lines that matter; {@code Planner} decides, with {@code CandidatePlan}
 * for the candidates of a section; the {@code Plan} is applied to the text, or reported, or both. {@code LeakSearch}
 * finds what the planned text still tells.
 */
@NullMarked
package io.github.natcast.sdp.rewrite;

import org.jspecify.annotations.NullMarked;
