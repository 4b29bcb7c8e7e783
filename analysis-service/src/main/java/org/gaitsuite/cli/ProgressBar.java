package org.gaitsuite.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.gaitsuite.pose.Progress;

/** One line on standard error that moves; silent where nobody watches. */
final class ProgressBar implements Progress, AutoCloseable {
    private static final int CELLS = 30;
    private static final long BETWEEN_DRAWS_NANOS = 100_000_000L;

    private final PrintWriter errors;
    private final boolean watched;
    private String stage = "";
    private long drawnNanos;
    private boolean open;

    private ProgressBar(PrintWriter errors, boolean watched) {
        this.errors = errors;
        this.watched = watched;
    }

    static ProgressBar onTerminal(PrintWriter errors, boolean terminal) {
        return new ProgressBar(errors, terminal);
    }

    @Override
    public synchronized void report(String reported, double fraction) {
        long now = System.nanoTime();
        if (!watched || (reported.equals(stage) && now - drawnNanos < BETWEEN_DRAWS_NANOS && fraction < 1)) {
            return;
        }
        stage = reported;
        drawnNanos = now;
        open = true;
        int full = (int) Math.round(CELLS * Math.clamp(fraction, 0.0, 1.0));
        errors.print(String.format(
                Locale.ROOT,
                "\r%-10s [%s%s] %3.0f %%",
                reported,
                "#".repeat(full),
                ".".repeat(CELLS - full),
                100 * Math.clamp(fraction, 0.0, 1.0)));
        errors.flush();
    }

    @Override
    public synchronized void close() {
        if (open) {
            errors.print("\r" + " ".repeat(CELLS + 22) + "\r");
            errors.flush();
            open = false;
        }
    }
}
