package org.gaitsuite.recording;

import java.util.ArrayList;
import java.util.List;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.SkeletonOverTime;

/** Markers in space, seen square from the side: x along the walking direction, y up. */
final class SagittalPlane {
    /** Where the lowest markers of the feet lie in a laboratory whose floor is at 0, metres. */
    private static final double LOWEST_FOOT = -0.1;

    private static final double HIGHEST_FOOT = 0.25;

    private final MarkerSet markers;
    private final double[] times;
    private final Heading heading;

    private SagittalPlane(MarkerSet markers, double[] times, Heading heading) {
        this.markers = markers;
        this.times = times;
        this.heading = heading;
    }

    /** What comes of a projection. */
    record Projection(SkeletonOverTime skeleton, List<String> notes) {}

    /** @throws RecordingRefused if markers of the legs are missing, or up or forward cannot be told */
    static Projection of(List<Marker> all, double[] timesSeconds) throws RecordingRefused {
        MarkerSet markers = new MarkerSet(all, timesSeconds.length);
        Heading heading = Heading.of(markers, Times.rateHertz(timesSeconds));
        return new SagittalPlane(markers, timesSeconds, heading).projection();
    }

    private Projection projection() {
        Rows rows = new Rows(times.length);
        double ground = ground();
        for (Joint joint : Joint.values()) {
            Marker marker = markers.of(joint);
            for (int f = 0; marker != null && f < times.length; f++) {
                if (marker.sees(f) && heading.straight()[f]) {
                    Vector at = marker.at(f);
                    rows.put(f, joint, at.dot(heading.forward()), at.dot(heading.up()) - ground, 1);
                }
            }
        }
        return new Projection(rows.skeleton(CoordinateFrame.SAGITTAL_METRES, times), notes(ground));
    }

    /** 0 where the laboratory's floor is there; else how high the lowest feet are. */
    private double ground() {
        List<Double> heights = new ArrayList<>();
        for (Joint joint : List.of(
                Joint.LEFT_HEEL,
                Joint.RIGHT_HEEL,
                Joint.LEFT_TOE,
                Joint.RIGHT_TOE,
                Joint.LEFT_ANKLE,
                Joint.RIGHT_ANKLE)) {
            Marker marker = markers.of(joint);
            for (int f = 0; marker != null && f < times.length; f++) {
                if (marker.sees(f)) {
                    heights.add(marker.at(f).dot(heading.up()));
                }
            }
        }
        heights.sort(null);
        double lowest = heights.isEmpty() ? 0 : heights.get(heights.size() / 20);
        return lowest >= LOWEST_FOOT && lowest <= HIGHEST_FOOT ? 0 : lowest;
    }

    private List<String> notes(double ground) {
        List<String> notes = new ArrayList<>();
        if (markers.hipsFromPelvis()) {
            notes.add(
                    "The hip joints were computed from the markers of the pelvis, by the regression of Harrington et al. (2007).");
        }
        if (heading.turns()) {
            notes.add("Where the walker turns or leaves the main line of the walk, the recording was left out.");
        }
        if (ground != 0) {
            notes.add("The laboratory's floor is not at height 0; the lowest feet were taken for it.");
        }
        return notes;
    }
}
