/**
 * Makes the local description true for the far side of a NAT.
 *
 * <p>{@link io.github.natcast.sdp.rewrite.SdpRewriter} is the entry point. A description takes this way through the
 * package: {@code DescriptionScanner} finds the lines that carry addresses, {@code RuleSet} decides on each,
 * {@code DefaultDestinations} and {@code CandidateGroup} add what lines of one section demand of each other,
 * {@code TextEdits} copies everything else unchanged.
 */
@NullMarked
package io.github.natcast.sdp.rewrite;

import org.jspecify.annotations.NullMarked;
