package org.gaitsuite.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/** What operators see of the work: the queue, running jobs, duration by stage, frames per second, ends by state. */
final class JobMetrics {
    private final MeterRegistry registry;

    JobMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void watch(QueueGauges queue, Supplier<Number> running) {
        queue.register(registry);
        Gauge.builder("gait.jobs.running", running).register(registry);
    }

    void stage(String stage, Duration time) {
        Timer.builder("gait.job.stage").tag("stage", stage).register(registry).record(time);
    }

    void frames(int frames, Duration time) {
        if (!time.isZero()) {
            registry.summary("gait.frames.per.second").record(frames / (time.toNanos() / 1e9));
        }
    }

    void ended(String state) {
        registry.counter("gait.jobs.ended", "state", state).increment();
    }
}
