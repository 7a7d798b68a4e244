/**
 * What rewriting costs, by JMH: {@code mvn -q -Pmeasure -pl sdp-rewrite-core -am test-compile exec:exec@rewriting}
 * prints the table.
 */
@NullMarked
package io.github.natcast.sdp.bench;

import org.jspecify.annotations.NullMarked;
