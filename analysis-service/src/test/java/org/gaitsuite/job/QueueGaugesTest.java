package org.gaitsuite.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class QueueGaugesTest {
    private static final QueueReport REPORT = new QueueReport(12, 3, 5, 1, 3, Optional.of(Duration.ofMillis(12_300)));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    @Test
    void theQueueIsAskedOnceForAllGauges() {
        AtomicInteger asked = new AtomicInteger();
        new QueueGauges(
                        () -> {
                            asked.incrementAndGet();
                            return REPORT;
                        },
                        () -> 2)
                .register(registry);
        assertThat(gauge("gait.queue.depth")).isEqualTo(12);
        assertThat(gauge("gait.queue.waiting", "priority", "interactive")).isEqualTo(3);
        assertThat(gauge("gait.queue.waiting", "priority", "batch")).isEqualTo(5);
        assertThat(gauge("gait.queue.delayed")).isEqualTo(1);
        assertThat(gauge("gait.queue.oldest.seconds")).isEqualTo(12.3);
        assertThat(gauge("gait.dead.letters")).isEqualTo(2);
        assertThat(asked).hasValue(1);
    }

    @Test
    void whatIsAwayIsNotANumberAndTheRestIsKnown() {
        new QueueGauges(
                        () -> {
                            throw new JobQueue.QueueUnavailable("away", new IllegalStateException());
                        },
                        () -> 2)
                .register(registry);
        assertThat(gauge("gait.queue.depth")).isNaN();
        assertThat(gauge("gait.dead.letters")).isEqualTo(2);
    }

    @Test
    void aQueueThatHangsDoesNotHoldUpAScrape() {
        CountDownLatch never = new CountDownLatch(1);
        new QueueGauges(
                        () -> {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            return REPORT;
                        },
                        () -> 2)
                .register(registry);
        Instant begun = Instant.now();
        assertThat(gauge("gait.queue.depth")).isNaN();
        assertThat(gauge("gait.dead.letters")).isNaN();
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(5));
        never.countDown();
    }
}
