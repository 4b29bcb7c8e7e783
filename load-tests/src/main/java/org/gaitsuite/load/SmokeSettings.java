package org.gaitsuite.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a run does, from system properties; bounded, so that a slip of the finger is no flood.
 *
 * @param target {@code -Dtarget}, default this machine's gateway
 * @param video {@code -Dvideo}, the file that every user uploads
 * @param heightMetres {@code -Dheight}, of the person in it, in metres, 0.5 to 2.5; default 1.70
 * @param users {@code -Dusers}, 1 to 50; default 2
 * @param ramp {@code -Dramp}, seconds over which they arrive, 1 to 600; default 5
 * @param patience {@code -Dpatience}, seconds that one analysis may take, 1 to 1800; default 300
 */
record SmokeSettings(Target target, Path video, double heightMetres, int users, Duration ramp, Duration patience) {
    /**
     * Reads them.
     *
     * @throws IllegalArgumentException with the property that is wrong and what it may be
     */
    static SmokeSettings from(Properties properties) {
        String allowed = properties.getProperty("target.allowed");
        Target target = Target.parse(
                properties.getProperty("target", Target.DEFAULT), allowed != null && !allowed.equals("false"));
        return new SmokeSettings(
                target,
                video(properties.getProperty("video")),
                number(properties, "height", 1.70, 0.5, 2.5),
                (int) number(properties, "users", 2, 1, 50),
                Duration.ofSeconds((long) number(properties, "ramp", 5, 1, 600)),
                Duration.ofSeconds((long) number(properties, "patience", 300, 1, 1800)));
    }

    private static Path video(@Nullable String file) {
        if (file == null) {
            throw new IllegalArgumentException("-Dvideo=FILE is missing: the walk that every user uploads");
        }
        Path path = Path.of(file).toAbsolutePath();
        if (!Files.isReadable(path)) {
            throw new IllegalArgumentException("-Dvideo=%s cannot be read".formatted(path));
        }
        return path;
    }

    private static double number(Properties properties, String name, double otherwise, double least, double most) {
        String text = properties.getProperty(name);
        if (text == null) {
            return otherwise;
        }
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("-D%s=%s is not a number".formatted(name, text), noNumber);
        }
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException("-D%s=%s is not within %s and %s".formatted(name, text, least, most));
        }
        return value;
    }

    /** Longest time that a whole run may take. */
    Duration longest() {
        return ramp.plus(patience).plusMinutes(1);
    }
}
