package org.gaitsuite.gateway.proxy;

import io.vertx.core.Vertx;

/**
 * Notices a body that dribbles in: one byte now and then is no stall, and would hold an exchange for ever. A small body must be there
 * within the limit of its call, a large one keep a pace. Time in which the gateway itself does not read does not count. Used on one event loop only.
 */
final class BodyPace {
    private static final long GRACE_MILLIS = 30_000;
    private static final long NONE = -1;

    private final Vertx vertx;
    private final Bounds bounds;
    private final Runnable whenTooSlow;
    private long timer = NONE;
    private long bytes;
    private long awaitedNanos;
    private long awaitedSince;
    private boolean paused;

    BodyPace(Vertx vertx, Bounds bounds, Runnable whenTooSlow) {
        this.vertx = vertx;
        this.bounds = bounds;
        this.whenTooSlow = whenTooSlow;
    }

    void begin() {
        if (bounds.pace() < 0) {
            return;
        }
        awaitedSince = System.nanoTime();
        long millis = bounds.pace() == 0
                ? bounds.stall().toMillis()
                : Math.min(GRACE_MILLIS, bounds.stall().toMillis());
        timer = vertx.setPeriodic(Math.max(1, millis), elapsed -> look(millis));
    }

    void received(int count) {
        bytes += count;
    }

    void pause() {
        if (!paused) {
            paused = true;
            awaitedNanos += System.nanoTime() - awaitedSince;
        }
    }

    void resume() {
        if (paused) {
            paused = false;
            awaitedSince = System.nanoTime();
        }
    }

    void end() {
        if (timer != NONE) {
            vertx.cancelTimer(timer);
            timer = NONE;
        }
    }

    private void look(long graceMillis) {
        long awaited = awaitedNanos + (paused ? 0 : System.nanoTime() - awaitedSince);
        long countedMillis = awaited / 1_000_000 - graceMillis;
        boolean tooSlow = bounds.pace() == 0 ? countedMillis >= 0 : bytes < bounds.pace() * countedMillis / 1_000;
        if (tooSlow) {
            whenTooSlow.run();
        }
    }
}
