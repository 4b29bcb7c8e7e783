package org.gaitsuite.cli;

import java.util.Locale;
import org.gaitsuite.phantom.PhantomSettings;

/**
 * How a group of walkers is filmed.
 *
 * @param frameRate Hz
 * @param heightPixels of the picture, which is 16:9
 */
record AccuracyCell(AccuracyCondition condition, double frameRate, int heightPixels) {
    PhantomSettings settings(long seed) {
        return condition.of(PhantomSettings.random(seed, frameRate)).toBuilder()
                .picture(widthPixels(), heightPixels)
                .build();
    }

    /** Even, as codecs want it. */
    int widthPixels() {
        return 2 * (int) Math.round(heightPixels * 8.0 / 9);
    }

    /** In a table, and for whoever watches. */
    String filmed() {
        return String.format(Locale.ROOT, "%.0f fps, %d x %d", frameRate, widthPixels(), heightPixels);
    }
}
