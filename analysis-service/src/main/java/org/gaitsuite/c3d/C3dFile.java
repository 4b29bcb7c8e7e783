package org.gaitsuite.c3d;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a C3D file holds. Points, analogue channels and events are the truth for {@link C3dWriter}: it brings the parameters that repeat
 * them into line.
 *
 * @param pointRateHertz frames a second
 * @param firstFrame number of the first frame in the capture, which counts from 1
 * @param frames how many there are
 * @param analogs channels, all at the same rate
 * @param events in the file's order, which need not be that of time
 * @param parameters everything else that the file says of itself
 */
public record C3dFile(
        double pointRateHertz,
        int firstFrame,
        int frames,
        List<C3dPoint> points,
        List<C3dAnalog> analogs,
        List<C3dEvent> events,
        C3dParameters parameters) {

    public C3dFile {
        points = List.copyOf(points);
        analogs = List.copyOf(analogs);
        events = List.copyOf(events);
    }

    /** The first point of that name. Vicon writes "Subject:LHEE" where a trial has several subjects; a name without subject finds it too. */
    public Optional<C3dPoint> point(String label) {
        return points.stream()
                .filter(point -> point.label().equals(label))
                .findFirst()
                .or(() -> points.stream()
                        .filter(point -> point.label().endsWith(":" + label))
                        .findFirst());
    }

    /** When an event happened after the file's first frame, seconds; negative for what was cut off before it. */
    public double secondsFromFirstFrame(C3dEvent event) {
        return event.seconds() - (firstFrame - 1) / pointRateHertz;
    }

    /** The force plates whose channels the file has, none where it describes none. */
    public List<ForcePlatform> forcePlatforms() {
        return ForcePlatform.of(this);
    }

    /**
     * Body height in metres as the laboratory entered it (PROCESSING:Height), empty where it did not. Vicon writes millimetres; others
     * centimetres or metres, which a person's height tells apart.
     */
    public OptionalDouble bodyHeightMetres() {
        return positive("Height").stream()
                .map(height -> height > 300 ? height / 1000 : height > 3 ? height / 100 : height)
                .findFirst();
    }

    /** Body mass in kilograms as the laboratory entered it (PROCESSING:Bodymass), empty where it did not. */
    public OptionalDouble massKilograms() {
        return positive("Bodymass");
    }

    private OptionalDouble positive(String name) {
        return parameters.number("PROCESSING", name).stream()
                .filter(value -> value > 0 && Double.isFinite(value))
                .findFirst();
    }

    /** Names of the persons in the trial (SUBJECTS:NAMES). */
    public List<String> subjects() {
        return parameters.texts("SUBJECTS", "NAMES").stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
