package org.gaitsuite.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
    @ParameterizedTest
    @CsvSource({"600/1M, 600, 60", "10/30S, 10, 30", " 5000/1h , 5000, 3600", "1/24H, 1, 86400"})
    void requestsInATime(String text, long requests, long seconds) {
        assertThat(Rate.parse("x", text)).isEqualTo(new Rate(requests, Duration.ofSeconds(seconds)));
    }

    @Test
    void zeroIsNoLimit() {
        assertThat(Rate.parse("x", "0").isOff()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "600", "600/", "-1/1M", "600/M", "600/0S", "600/25H", "600/1D", "9999999999/1M", "a/1M"})
    void anythingElseIsRefusedByName(String text) {
        assertThatThrownBy(() -> Rate.parse("gait.gateway.rates.login", text))
                .hasMessageContaining("gait.gateway.rates.login")
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("600/1M");
    }
}
