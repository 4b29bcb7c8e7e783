package org.gaitsuite.job;

/**
 * How far a running analysis is.
 *
 * @param stage {@code queued}, {@code decoding}, {@code pose}, {@code gait} or {@code artefacts}
 * @param fraction 0..1 of the whole analysis
 */
public record ProgressNow(String stage, double fraction) {
    public static final ProgressNow QUEUED = new ProgressNow("queued", 0);

    /** A short text for Redis, for instance {@code pose 0.4213}. */
    String encoded() {
        return stage + " " + Math.round(fraction * 10_000) / 10_000.0;
    }

    static ProgressNow decoded(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            return new ProgressNow(text, 0);
        }
        return new ProgressNow(text.substring(0, space), Double.parseDouble(text.substring(space + 1)));
    }
}
