/** A real browser as a test's witness: headless Chromium, driven over the DevTools protocol. */
@NullMarked
package io.github.natcast.streamer.browser;

import org.jspecify.annotations.NullMarked;
