package io.github.natcast.sdp.bench;

import gov.nist.javax.sdp.parser.SDPAnnounceParser;
import io.github.natcast.sdp.rewrite.CandidateTransport;
import io.github.natcast.sdp.rewrite.LegacyRegexRewriter;
import io.github.natcast.sdp.rewrite.RewriteResult;
import io.github.natcast.sdp.rewrite.RewriteRule;
import io.github.natcast.sdp.rewrite.SdpRewriter;
import io.github.natcast.topology.PortMapping;
import io.github.natcast.topology.PublicAddress;
import java.text.ParseException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One description, rewritten in three ways, and two that change nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RewriteBenchmark {
    /** A text of {@link BenchmarkTexts#named}. */
    @Param({"offer-5k", "sfu-60k", "public-5k"})
    public String input = "";

    private String text = "";
    private SdpRewriter rewriter = SdpRewriter.builder().build();
    private LegacyRegexRewriter regularExpressions = LegacyRegexRewriter.of("51.161.209.200");

    /** Reads the text and builds a rewriter with a full set of rules. */
    @Setup
    public void prepare() {
        text = BenchmarkTexts.named(input);
        rewriter = SdpRewriter.builder()
                .maxLength(BenchmarkTexts.longest())
                .rule(RewriteRule.named("docker").ranges("172.17.0.0/16").drop())
                .rule(RewriteRule.named("tunnel")
                        .ranges("10.8.0.0/24", "fd00:8::/64")
                        .keep())
                .rule(RewriteRule.named("media")
                        .transports(CandidateTransport.UDP)
                        .replaceWith(PublicAddress.of("51.161.209.200", PortMapping.range(50000, 50099, 20000))))
                .rule(RewriteRule.named("tcp")
                        .transports(CandidateTransport.TCP_PASSIVE, CandidateTransport.TCP_SO)
                        .replaceWith(PublicAddress.of("51.161.209.200", PortMapping.offset(1000))))
                .rule(RewriteRule.named("ipv6").replaceWith(PublicAddress.of("2001:db8:ffff::10")))
                .build();
    }

    /** The text alone. */
    @Benchmark
    public String rewriteText() {
        return rewriter.rewriteText(text);
    }

    /** The text with its report. */
    @Benchmark
    public RewriteResult rewriteWithReport() {
        return rewriter.rewrite(text);
    }

    /** The original's two regular expressions. */
    @Benchmark
    public String twoRegularExpressions() {
        return regularExpressions.rewrite(text);
    }

    /** No rewriting: split by CRLF, and count the lines that may carry an address. What any reader of lines costs. */
    @Benchmark
    public int bareLineScan() {
        int count = 0;
        for (String line : text.split("\r\n", -1)) {
            count += line.startsWith("c=") || line.startsWith("a=candidate:") ? 1 : 0;
        }
        return count;
    }

    /** jain-sip-ri, which changes nothing here. */
    @Benchmark
    public String jainParseToString() throws ParseException {
        return new SDPAnnounceParser(text).parse().toString();
    }
}
