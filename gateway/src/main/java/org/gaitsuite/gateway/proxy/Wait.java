package org.gaitsuite.gateway.proxy;

import java.time.Duration;

/** What an exchange waits for, and since when nothing has moved. Written on the exchange's event loop; for any thread to read. */
final class Wait {
    /** Whose turn it is. */
    enum Turn {
        /** Nobody's: a connection to the service is needed, new or given back by another exchange. */
        CONNECTION,
        SERVICE,
        /** More of the request's body, or room for the answer. */
        CLIENT
    }

    private volatile Turn turn = Turn.CONNECTION;
    private volatile long sinceNanos = System.nanoTime();

    void on(Turn next) {
        turn = next;
    }

    boolean isOn(Turn asked) {
        return turn == asked;
    }

    /** A byte has passed, or a connection was found or lost. */
    void moved() {
        sinceNanos = System.nanoTime();
    }

    /** When something moved last, by {@link System#nanoTime()}. */
    long sinceNanos() {
        return sinceNanos;
    }

    boolean lasts(Duration time) {
        return lasts(time, System.nanoTime());
    }

    boolean lasts(Duration time, long nanoTime) {
        return nanoTime - sinceNanos >= time.toNanos();
    }
}
