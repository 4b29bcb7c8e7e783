package org.gaitsuite.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QueueLogTest {
    @Test
    void whatWaitsIsEverythingThatNobodyComputes() {
        QueueReport now = new QueueReport(15, 4, 5, 3, 3, Optional.of(Duration.ofMillis(45_900)));

        assertThat(QueueLog.line(now, 2)).isEqualTo("Queue waiting=12 running=3 oldest_seconds=45 dead_letters=2");
    }

    @Test
    void anEmptyQueueHasNoAge() {
        QueueReport now = new QueueReport(0, 0, 0, 0, 0, Optional.empty());

        assertThat(QueueLog.line(now, 0)).isEqualTo("Queue waiting=0 running=0 oldest_seconds=0 dead_letters=0");
    }
}
