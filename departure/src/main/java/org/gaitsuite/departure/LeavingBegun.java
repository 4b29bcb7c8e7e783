package org.gaitsuite.departure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;

/** Sent once, as a CDI event: the process was told to end and says so from now on. */
public final class LeavingBegun {
    private final Duration delay;
    private final List<Future<?>> work = new CopyOnWriteArrayList<>();

    LeavingBegun(Duration delay) {
        this.delay = delay;
    }

    /** For which new requests are still welcome, so that those who send them notice; zero if there is no time. */
    public Duration delay() {
        return delay;
    }

    /**
     * Has the process go on serving until this is done, too.
     *
     * @param task that ends by itself in bounded time
     */
    public void awaitAlso(Future<?> task) {
        work.add(task);
    }

    List<Future<?>> work() {
        return List.copyOf(work);
    }
}
