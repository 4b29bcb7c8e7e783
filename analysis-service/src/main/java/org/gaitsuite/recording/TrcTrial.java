package org.gaitsuite.recording;

import java.util.List;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.SkeletonOverTime;

/** From the markers of a TRC file to a walker: in space, or in the plane of a picture whose scale nobody knew. */
final class TrcTrial {
    /** A body is about this high at least and at most, metres: else the units are not what the file says. */
    private static final double LOWEST_BODY = 0.2;

    private static final double HIGHEST_BODY = 3;

    private TrcTrial() {}

    static Recording ofMetres(List<Marker> all, double[] seconds) throws RecordingRefused {
        SagittalPlane.Projection projection = SagittalPlane.of(all, seconds);
        double height = height(projection.skeleton());
        if (!(height >= LOWEST_BODY && height <= HIGHEST_BODY)) {
            throw RecordingRefused.malformed(
                    "The markers of the TRC file are %.3g m high at most, which is no walker; the Units in its head should say what they are.",
                    height);
        }
        return new Recording(
                Kind.TRC, "markers", projection.skeleton(), null, List.of(), null, null, projection.notes());
    }

    private static double height(SkeletonOverTime skeleton) {
        double most = 0;
        for (int f = 0; f < skeleton.frames(); f++) {
            for (Joint joint : Joint.values()) {
                double y = skeleton.y(f, joint);
                most = Double.isFinite(y) ? Math.max(most, y) : most;
            }
        }
        return most;
    }

    /** The suite writes pixels so where it knows no scale: y up. */
    static Recording ofPixels(List<Marker> all, double[] seconds) throws RecordingRefused {
        MarkerSet set = new MarkerSet(all, seconds.length);
        Rows rows = new Rows(seconds.length);
        for (Joint joint : Joint.values()) {
            Marker marker = set.of(joint);
            for (int f = 0; marker != null && f < seconds.length; f++) {
                if (marker.sees(f)) {
                    rows.put(f, joint, marker.at(f).x(), -marker.at(f).y(), 1);
                }
            }
        }
        return new Recording(
                Kind.TRC,
                "markers",
                rows.skeleton(CoordinateFrame.IMAGE_PIXELS, seconds),
                null,
                List.of(),
                null,
                null,
                List.of());
    }
}
