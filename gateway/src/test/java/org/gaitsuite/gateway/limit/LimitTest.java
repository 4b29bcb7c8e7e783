package org.gaitsuite.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.net.SocketAddress;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitTest {
    /** The begin of a minute. */
    private final AtomicLong now = new AtomicLong(1_800_000_000_000L);

    private final Limit limit = limit("10/1M", 100);

    @Test
    void countsDownAndThenRefuses() {
        for (int left = 9; left >= 0; left--) {
            assertThat(admit("a")).isEqualTo(new Standing(limit.policy(), true, left, 60));
        }
        assertThat(admit("a").admitted()).isFalse();
        assertThat(admit("b").admitted()).as("somebody else").isTrue();
        assertThat(limit.refused()).isEqualTo(1);
    }

    @Test
    void theWindowBeforeCountsByWhatIsLeftOfIt() {
        exhaust("a");
        pass(60);
        assertThat(admit("a").admitted()).as("all of it is left").isFalse();
        pass(30);
        assertThat(admit("a").remaining()).as("half of it is left").isEqualTo(4);
        pass(90);
        assertThat(admit("a").remaining()).as("nothing is left").isEqualTo(9);
    }

    @Test
    void whoIsRefusedIsToldWhenToComeAgain() {
        pass(20);
        exhaust("a");
        long seconds = admit("a").seconds();
        assertThat(seconds).isBetween(40L, 50L);
        pass(seconds - 2);
        assertThat(admit("a").admitted()).isFalse();
        pass(2);
        assertThat(admit("a").admitted()).isTrue();

        long next = admit("a").seconds();
        assertThat(admit("a").admitted()).isFalse();
        pass(next);
        assertThat(admit("a").admitted()).isTrue();
    }

    @Test
    void refusedRequestsDoNotCount() {
        exhaust("a");
        for (int i = 0; i < 1_000; i++) {
            admit("a");
        }
        pass(90);
        assertThat(admit("a").remaining()).isEqualTo(4);
    }

    @Test
    void aClockSetBackChangesNothing() {
        exhaust("a");
        pass(-3_600);
        assertThat(admit("a").admitted()).isFalse();
    }

    @Test
    void aFloodOfClientsTakesBoundedMemory() {
        for (int i = 0; i < 100_000; i++) {
            admit("client " + i);
        }
        assertThat(limit.remembered()).isLessThanOrEqualTo(100);
    }

    @Test
    void zeroIsNoLimit() {
        assertThat(limit("0", 100).admit("a")).isNull();
    }

    @Test
    void clientsAreToldInTheirOwnHeaders() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        limit.policy().tell(admit("a"), headers);

        assertThat(headers.get("RateLimit-Policy")).isEqualTo("\"test\";q=10;w=60");
        assertThat(headers.get("RateLimit")).isEqualTo("\"test\";r=9;t=60");
        assertThat(headers.get("RateLimit-Limit")).isEqualTo("10");
        assertThat(headers.get("RateLimit-Remaining")).isEqualTo("9");
        assertThat(headers.get("RateLimit-Reset")).isEqualTo("60");
        assertThat(headers.contains("Retry-After")).isFalse();
    }

    @Test
    void aRefusalIsNarrowerThanAnyAdmission() {
        Standing last = new Standing(limit.policy(), true, 0, 5);
        Standing refused = new Standing(limit.policy(), false, 0, 5);

        assertThat(Standing.narrower(last, refused)).isEqualTo(refused);
        assertThat(Standing.narrower(refused, last)).isEqualTo(refused);
        assertThat(Standing.narrower(null, last)).isEqualTo(last);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2",
        "2001:db8:1:2::7, 2001:db8:1:2",
        "::1, 0:0:0:0",
        "not-an-address, not-an-address"
    })
    void oneNetworkIsOneAddress(String address, String expected) {
        assertThat(ClientAddress.of(SocketAddress.inetSocketAddress(1, address)))
                .isEqualTo(expected);
    }

    private void exhaust(String client) {
        for (int i = 0; i < 10; i++) {
            assertThat(admit(client).admitted()).isTrue();
        }
    }

    private Standing admit(String client) {
        return Objects.requireNonNull(limit.admit(client));
    }

    private void pass(long seconds) {
        now.addAndGet(seconds * 1000);
    }

    private Limit limit(String rate, long clients) {
        return new Limit(new Policy("test", "anybody", Rate.parse("test", rate)), clients, tally -> {}, now::get);
    }
}
