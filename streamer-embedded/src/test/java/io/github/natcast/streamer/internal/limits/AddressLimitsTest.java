package io.github.natcast.streamer.internal.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AddressLimitsTest {
    private final AtomicLong nanos = new AtomicLong();

    private static InetSocketAddress client(String address) {
        return new InetSocketAddress(address, 1);
    }

    @Test
    void aBucketFillsWithTimeAndNeverOverflows() {
        TokenBucket bucket = new TokenBucket(10, 3, nanos.get());
        for (int i = 0; i < 3; i++) {
            assertThat(bucket.take(nanos.get())).isTrue();
        }
        assertThat(bucket.take(nanos.get())).isFalse();
        nanos.addAndGet(100_000_000);
        assertThat(bucket.take(nanos.get())).isTrue();
        assertThat(bucket.take(nanos.get())).isFalse();
        nanos.addAndGet(3_600_000_000_000L);
        for (int i = 0; i < 3; i++) {
            assertThat(bucket.take(nanos.get())).isTrue();
        }
        assertThat(bucket.take(nanos.get())).isFalse();
    }

    @Test
    void anAddressHasItsOwnRateAndAnIpv6NetworkOneForAll() {
        ClientRates rates = new ClientRates(1, 1, nanos::get);
        assertThat(rates.take(client("192.0.2.1"))).isTrue();
        assertThat(rates.take(client("192.0.2.1"))).isFalse();
        assertThat(rates.take(client("192.0.2.2"))).isTrue();
        assertThat(rates.take(client("2001:db8::1"))).isTrue();
        assertThat(rates.take(client("2001:db8::ffff"))).isFalse();
        assertThat(rates.take(client("2001:db8:0:1::1"))).isTrue();
    }

    @Test
    void placesAreGivenBack() {
        AddressPlaces places = new AddressPlaces(2);
        InetSocketAddress client = client("198.51.100.7");
        assertThat(places.enter(client)).isTrue();
        assertThat(places.enter(client)).isTrue();
        assertThat(places.enter(client)).isFalse();
        places.leave(client);
        assertThat(places.enter(client)).isTrue();
        places.leave(client);
        places.leave(client);
        assertThat(places.enter(client)).isTrue();
    }

    /** Behind a tunnel or a proxy everybody has such an address. */
    @Test
    void addressesThatManyShareAreNotCounted() {
        ClientRates rates = new ClientRates(1, 1, nanos::get);
        AddressPlaces places = new AddressPlaces(1);
        for (String shared : new String[] {"127.0.0.1", "::1", "10.0.0.1", "192.168.1.1", "fe80::1", "fd00::1"}) {
            for (int i = 0; i < 3; i++) {
                assertThat(rates.take(client(shared))).isTrue();
                assertThat(places.enter(client(shared))).isTrue();
            }
        }
    }

    @Test
    void aShareOfTheDescriptorsIsKept() {
        AtomicLong open = new AtomicLong(100);
        Descriptors descriptors = new Descriptors(128, open::get, nanos::get);
        int entered = 0;
        while (entered < 100 && descriptors.enter()) {
            entered++;
            open.incrementAndGet();
        }
        assertThat(entered).isBetween(20, 22); // 7 of 28 are kept
        open.set(100);
        nanos.addAndGet(2_000_000_000);
        assertThat(descriptors.enter()).isTrue();
    }

    /** The JVM lists a directory to count, for which it must open it. */
    @Test
    void whenNotEvenCountingIsPossibleNoneIsFree() {
        AtomicLong open = new AtomicLong(50);
        Descriptors descriptors = new Descriptors(
                128,
                () -> {
                    if (open.get() < 0) {
                        throw new InternalError("errno: 24 error: Unable to open directory /proc/self/fd");
                    }
                    return open.get();
                },
                nanos::get);
        open.set(-1);
        nanos.addAndGet(2_000_000_000);
        assertThat(descriptors.enter()).isFalse();
        open.set(50);
        nanos.addAndGet(2_000_000_000);
        assertThat(descriptors.enter()).isTrue();
    }

    /** Counting lists a directory; with many free it must be rare. */
    @Test
    void descriptorsAreCountedRarely() {
        AtomicLong counted = new AtomicLong();
        Descriptors descriptors = new Descriptors(
                1_000_000,
                () -> {
                    counted.incrementAndGet();
                    return 100;
                },
                nanos::get);
        for (int i = 0; i < 100_000; i++) {
            assertThat(descriptors.enter()).isTrue();
        }
        assertThat(counted).hasValueLessThan(3);
    }
}
