/** Offers in, answers out: the one place where an answer is put together and its addresses are made public. */
@NullMarked
package io.github.natcast.streamer.internal.answer;

import org.jspecify.annotations.NullMarked;
