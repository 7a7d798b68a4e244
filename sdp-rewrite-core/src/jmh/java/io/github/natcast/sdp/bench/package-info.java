/** Benchmarks of the core: {@code mvn -Pbench -pl sdp-rewrite-core verify -DskipTests} prints their table. */
@NullMarked
package io.github.natcast.sdp.bench;

import org.jspecify.annotations.NullMarked;

