package org.gaitsuite.session.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvictionPolicyTest {
    @ParameterizedTest
    @CsvSource({
        "allkeys-lru, 1048576, true",
        "volatile-lru, 1048576, true",
        "allkeys-random, 1048576, true",
        "volatile-ttl, 1048576, false",
        "noeviction, 1048576, false",
        "allkeys-lru, 0, false",
    })
    void onlyAPolicyThatDropsLivingSessionsIsWarnedOf(String policy, String limit, boolean warned) {
        String info = "# Memory\r\nused_memory:9\r\nmaxmemory:%s\r\nmaxmemory_human:x\r\nmaxmemory_policy:%s\r\n"
                .formatted(limit, policy);
        assertThat(EvictionPolicy.read(info))
                .get()
                .extracting(EvictionPolicy::endsSessionsInUse)
                .isEqualTo(warned);
    }

    @Test
    void aServerThatKeepsItToItselfIsNotWarnedOf() {
        assertThat(EvictionPolicy.read("# Memory\r\nused_memory:9\r\n")).isEmpty();
    }
}
