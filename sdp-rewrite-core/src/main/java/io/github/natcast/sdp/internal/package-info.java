/** Offset-based readers that the model and the rewriter share. Not part of the API; may change in any release. */
@NullMarked
package io.github.natcast.sdp.internal;

import org.jspecify.annotations.NullMarked;
