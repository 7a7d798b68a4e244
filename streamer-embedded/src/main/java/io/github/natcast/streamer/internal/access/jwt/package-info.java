/** JSON Web Tokens. All that knows the library for them, which a program need not have. */
@NullMarked
package io.github.natcast.streamer.internal.access.jwt;

import org.jspecify.annotations.NullMarked;
