/** What those who watch notice of attacks on their server: one program, one table, one class an attack. */
@NullMarked
package io.github.natcast.streamer.attack;

import org.jspecify.annotations.NullMarked;
