/** The answering of offers: the one place where an answer is written and its addresses are made public. */
@NullMarked
package io.github.natcast.streamer.internal.answer;

import org.jspecify.annotations.NullMarked;
