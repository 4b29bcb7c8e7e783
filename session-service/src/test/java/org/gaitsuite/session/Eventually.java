package org.gaitsuite.session;

import java.time.Duration;

/** Waits for what happens by itself, such as recovery. */
public final class Eventually {
    private Eventually() {}

    /** Repeats the check until it passes; its last failure is thrown when the time is over. */
    public static void within(Duration patience, Runnable check) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                check.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }
}
