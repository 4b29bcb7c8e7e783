package org.gaitsuite.job;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/** What operators see of the work: depth of the queue, running jobs, duration by stage, frames per second, ends by state. */
final class JobMetrics {
    private final MeterRegistry registry;

    JobMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param depth not a number where the queue cannot be reached */
    void watch(Supplier<Number> depth, Supplier<Number> running) {
        registry.gauge("gait.queue.depth", this, ignored -> known(depth));
        registry.gauge("gait.jobs.running", this, ignored -> running.get().doubleValue());
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

    private static double known(Supplier<Number> depth) {
        try {
            return depth.get().doubleValue();
        } catch (JobQueue.QueueUnavailable e) {
            return Double.NaN;
        }
    }
}
