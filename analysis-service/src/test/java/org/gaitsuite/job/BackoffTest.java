package org.gaitsuite.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1), new Random(1));

    @Test
    void theBoundDoublesUpToTheLongestPause() {
        assertThat(IntStream.rangeClosed(1, 7).mapToObj(backoff::bound).map(Duration::toSeconds))
                .containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L);
        assertThat(backoff.bound(1_000_000)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void pausesAreSpreadEvenlyBelowTheBound() {
        for (int failures = 1; failures <= 4; failures++) {
            int nth = failures;
            long bound = backoff.bound(nth).toMillis();
            LongSummaryStatistics pauses = IntStream.range(0, 2000)
                    .mapToLong(i -> backoff.after(nth).toMillis())
                    .summaryStatistics();
            assertThat(pauses.getMin()).isBetween(0L, bound / 20);
            assertThat(pauses.getMax()).isBetween(bound - bound / 20, bound);
            assertThat(pauses.getAverage()).isBetween(bound * 0.45, bound * 0.55);
        }
    }

    @Test
    void aLongestPauseBelowTheFirstIsRefused() {
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), new Random(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT2S");
    }
}
