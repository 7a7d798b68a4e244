/** Tests in real browsers: headless Chromium over the DevTools protocol, and Firefox over WebDriver BiDi. */
@NullMarked
package io.github.natcast.streamer.browser;

import org.jspecify.annotations.NullMarked;
