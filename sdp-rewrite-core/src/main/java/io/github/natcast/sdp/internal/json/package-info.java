/**
 * A strict reader and a writer for the few small JSON documents of this library, so that it needs no other library. Not
 * part of the API; may change in any release.
 */
@NullMarked
package io.github.natcast.sdp.internal.json;

import org.jspecify.annotations.NullMarked;
