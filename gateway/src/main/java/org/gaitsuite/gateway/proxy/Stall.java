package org.gaitsuite.gateway.proxy;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Notices when nothing has moved for too long; one timer serves a whole exchange. Used on one event loop only. */
final class Stall {
    private final Vertx vertx;
    private final Duration limit;
    private final Runnable whenStalled;
    private long timer;
    private long lastMoveNanos;

    Stall(Vertx vertx, Duration limit, Runnable whenStalled) {
        this.vertx = vertx;
        this.limit = limit;
        this.whenStalled = whenStalled;
    }

    void watch() {
        moved();
        lookAfter(limit.toMillis());
    }

    void moved() {
        lastMoveNanos = System.nanoTime();
    }

    void end() {
        vertx.cancelTimer(timer);
    }

    private void lookAfter(long millis) {
        timer = vertx.setTimer(Math.max(1, millis), expired -> {
            long left = limit.toMillis() - (System.nanoTime() - lastMoveNanos) / 1_000_000;
            if (left > 0) {
                lookAfter(left);
            } else {
                whenStalled.run();
            }
        });
    }
}
