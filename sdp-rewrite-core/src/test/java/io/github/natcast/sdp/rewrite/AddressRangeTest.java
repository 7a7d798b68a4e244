package io.github.natcast.sdp.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRangeTest {
    @Test
    void refusesRangesAndRulesThatCannotBe() {
        refuses(() -> AddressRange.parse("192.168.1.10/24"), "192.168.1.0/24");
        refuses(() -> AddressRange.parse("10.0.0.0/33"), "0 to 32", "33");
        refuses(() -> AddressRange.parse("10.0.0.0/x"), "prefix length");
        refuses(() -> AddressRange.parse("lan"), "lan");
        refuses(() -> RewriteRule.named(" "), "name");
        refuses(() -> RewriteRule.named("a").ports(0, 5), "\"a\"", "0-5");
        refuses(() -> SdpRewriter.builder().maxLength(0), "maxLength");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255",
        "192.0.2.1, 192.0.2.1",
        "0.0.0.0/0, 255.255.255.255",
        "fe80::/10, febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db8::/64, 2001:db8::ffff:ffff:ffff:ffff",
        "::/0, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "2001:db8::8/125, 2001:db8::f"
    })
    void knowsTheEndsOfARange(String range, String last) {
        AddressRange parsed = AddressRange.parse(range);

        assertThat(parsed.last()).hasToString(last);
        assertThat(parsed.contains(parsed.first()) && parsed.contains(parsed.last()))
                .isTrue();
        assertThat(parsed).hasToString(range);
    }

    private static void refuses(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(parts);
    }
}
