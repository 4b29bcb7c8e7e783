package org.gaitsuite.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.gaitsuite.c3d.C3dEvent;
import org.gaitsuite.c3d.C3dFile;
import org.gaitsuite.c3d.C3dMalformed;
import org.gaitsuite.c3d.C3dPoint;
import org.gaitsuite.c3d.C3dReader;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.Side;
import org.gaitsuite.recording.RecordingRefused.Reason;
import org.jspecify.annotations.Nullable;

/** A trial of a motion-capture system, in C3D: markers in space, with the contacts that the laboratory labelled. */
final class C3dTrial {
    /** Old programs abbreviate in the head of the file: right heel strike, left toe off. */
    private static final Set<String> STRIKES = Set.of("foot strike", "heel strike", "rhs", "lhs", "fs", "rfs", "lfs");

    private static final Set<String> OFFS = Set.of("foot off", "toe off", "rto", "lto", "fo", "rfo", "lfo");

    private C3dTrial() {}

    static Recording read(Path file, ReadingOptions options) throws IOException, RecordingRefused {
        C3dFile trial;
        try {
            trial = C3dReader.read(file);
        } catch (C3dMalformed e) {
            throw RecordingRefused.malformed("%s", e.getMessage());
        }
        Limits.requireFrames(trial.frames());
        if (trial.frames() == 0) {
            throw new RecordingRefused(Reason.NOBODY, "The C3D file has no frames.");
        }
        double[] times = Times.at(
                options.frameRateHertz() == null ? Times.checkedRate(trial.pointRateHertz()) : options.frameRateHertz(),
                trial.frames());
        SagittalPlane.Projection projection = SagittalPlane.of(markers(trial), times);
        return new Recording(
                Kind.C3D,
                "markers",
                projection.skeleton(),
                null,
                labelled(trial, times),
                within(trial.bodyHeightMetres(), 0.4, 2.6),
                within(trial.massKilograms(), 3, 400),
                projection.notes());
    }

    /** What a laboratory left at zero, or mistyped, is not known. */
    private static @Nullable Double within(OptionalDouble value, double low, double high) {
        return value.isPresent() && value.getAsDouble() >= low && value.getAsDouble() <= high
                ? Double.valueOf(value.getAsDouble())
                : null;
    }

    private static List<Marker> markers(C3dFile trial) throws RecordingRefused {
        List<Marker> markers = new ArrayList<>();
        for (C3dPoint point : trial.points()) {
            OptionalDouble metres = point.metresPerUnit();
            if (metres.isPresent() && MarkerNames.of(point.label()).isPresent()) {
                markers.add(marker(point, metres.getAsDouble()));
            } else if (!MarkerNames.of(point.label()).isPresent()) {
                markers.add(Marker.unseen(point.label(), 0)); // For the list of names, should others be missing.
            }
        }
        return markers;
    }

    private static Marker marker(C3dPoint point, double metres) {
        Marker marker = Marker.unseen(point.label(), point.frames());
        for (int f = 0; f < point.frames(); f++) {
            Vector at = new Vector(point.x(f), point.y(f), point.z(f)).times(metres);
            // An exact zero is a point that a model could not compute.
            if (point.isSeen(f) && at.isKnown() && at.length() > 0 && at.length() < Limits.FARTHEST_METRES) {
                marker.put(f, at);
            }
        }
        return marker;
    }

    private static List<GaitEvent> labelled(C3dFile trial, double[] times) {
        double stretch = times.length > 1 ? trial.pointRateHertz() * times[1] : 1;
        List<GaitEvent> events = new ArrayList<>();
        for (C3dEvent event : trial.events()) {
            EventType type = type(event);
            Side side = side(event);
            double seconds = trial.secondsFromFirstFrame(event) * stretch;
            if (type != null
                    && side != null
                    && seconds >= 0
                    && seconds <= times[times.length - 1] + times[1 % times.length]) {
                events.add(new GaitEvent(type, side, seconds, 1));
            }
        }
        events.sort(Comparator.comparingDouble(GaitEvent::timeSeconds));
        return events;
    }

    private static @Nullable EventType type(C3dEvent event) {
        String label = event.label().strip().toLowerCase(Locale.ROOT);
        if (STRIKES.contains(label)) {
            return EventType.HEEL_STRIKE;
        }
        return OFFS.contains(label) ? EventType.TOE_OFF : null;
    }

    private static @Nullable Side side(C3dEvent event) {
        String context = event.context().strip().toLowerCase(Locale.ROOT);
        String label = event.label().strip().toLowerCase(Locale.ROOT);
        if (context.equals("left") || context.isEmpty() && label.startsWith("l")) {
            return Side.LEFT;
        }
        return context.equals("right") || context.isEmpty() && label.startsWith("r") ? Side.RIGHT : null;
    }
}
