package org.gaitsuite.recording;

import java.util.Arrays;
import org.gaitsuite.gait.Side;
import org.gaitsuite.recording.MarkerNames.Site;
import org.gaitsuite.recording.RecordingRefused.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Where up is in a laboratory, and along which line the walker walks.
 *
 * @param up one of the laboratory's axes
 * @param forward horizontal: from the start to the end of the longest straight stretch
 * @param straight by frame: whether the walker keeps to that line, either way, or stands; not while turning
 * @param turns whether there are frames in which the walker does not
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Heading(Vector up, Vector forward, boolean[] straight, boolean turns) {
    /** The pelvis' velocity is taken over so long before and after, about half a step: the sway of the body is no change of direction. */
    private static final double HALF_WINDOW_SECONDS = 0.25;
    /** Slower than this, metres a second, the walker stands and has no direction. */
    private static final double STANDING = 0.15;
    /** Cosine of the angle to the main line, 40 degrees, beyond which the walker turns. */
    private static final double ALONG = Math.cos(Math.toRadians(40));
    /** A walk that covers less than this, metres, stays in place: a treadmill. */
    private static final double LEAST_TRAVEL = 0.8;
    /** Frames whose middle is an end of the stretch. */
    private static final int FRAMES_AT_END = 3;

    /** @throws RecordingRefused if head and feet, or the direction, cannot be told */
    static Heading of(MarkerSet markers, double rateHertz) throws RecordingRefused {
        Vector up = up(markers);
        Marker pelvis = markers.pelvis();
        Vector[] velocity = velocities(pelvis, up, rateHertz);
        Vector line = mainLine(velocity, up);
        if (line == null || travel(pelvis, line) < LEAST_TRAVEL) {
            boolean[] all = new boolean[markers.frames()];
            Arrays.fill(all, true);
            return new Heading(up, fromFeet(markers, up), all, false);
        }
        boolean[] straight = new boolean[velocity.length];
        boolean turns = false;
        for (int f = 0; f < straight.length; f++) {
            double speed = velocity[f].length();
            straight[f] = !(speed > STANDING) || Math.abs(velocity[f].dot(line)) > ALONG * speed;
            turns |= !straight[f];
        }
        return new Heading(up, alongLongestStretch(pelvis, up, velocity, line, straight), straight, turns);
    }

    /** The axis along which the upper body lies above the feet. */
    private static Vector up(MarkerSet markers) throws RecordingRefused {
        Marker pelvis = markers.pelvis();
        double[] sum = new double[3];
        for (Side side : Side.values()) {
            Marker ankle = markers.find(Site.ANKLE, side);
            for (int f = 0; ankle != null && f < markers.frames(); f++) {
                if (ankle.sees(f) && pelvis.sees(f)) {
                    Vector leg = pelvis.at(f).minus(ankle.at(f)).direction();
                    if (leg.isKnown()) {
                        sum[0] += leg.x();
                        sum[1] += leg.y();
                        sum[2] += leg.z();
                    }
                }
            }
        }
        int axis = 0;
        for (int i = 1; i < 3; i++) {
            axis = Math.abs(sum[i]) > Math.abs(sum[axis]) ? i : axis;
        }
        if (sum[axis] == 0) {
            throw new RecordingRefused(
                    Reason.NOBODY,
                    "No frame has the markers of pelvis and ankles together, so up and down cannot be told.");
        }
        return Vector.axis(axis, Math.signum(sum[axis]));
    }

    private static Vector[] velocities(Marker pelvis, Vector up, double rateHertz) {
        int half = Math.max(1, (int) Math.round(HALF_WINDOW_SECONDS * rateHertz));
        Vector[] velocity = new Vector[pelvis.frames()];
        for (int f = 0; f < velocity.length; f++) {
            int from = Math.max(0, f - half);
            int to = Math.min(velocity.length - 1, f + half);
            Vector v = pelvis.at(to).minus(pelvis.at(from)).across(up).times(rateHertz / Math.max(1, to - from));
            velocity[f] = v.isKnown() ? v : Vector.ZERO;
        }
        return velocity;
    }

    /**
     * The horizontal line along which most of the way is covered, there and back counting alike: the mean of doubled angles (Mardia and
     * Jupp, Directional Statistics, 2000, section 1.1). Null where the walker does not move.
     */
    private static @Nullable Vector mainLine(Vector[] velocity, Vector up) {
        Vector east = Vector.axis(up.x() == 0 ? 0 : 1, 1);
        Vector north = up.cross(east);
        double cosines = 0;
        double sines = 0;
        for (Vector v : velocity) {
            double angle = Math.atan2(v.dot(north), v.dot(east));
            cosines += v.length() * Math.cos(2 * angle);
            sines += v.length() * Math.sin(2 * angle);
        }
        double angle = Math.atan2(sines, cosines) / 2;
        return cosines == 0 && sines == 0 ? null : east.times(Math.cos(angle)).plus(north.times(Math.sin(angle)));
    }

    private static double travel(Marker pelvis, Vector line) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int f = 0; f < pelvis.frames(); f++) {
            if (pelvis.sees(f)) {
                double at = pelvis.at(f).dot(line);
                least = Math.min(least, at);
                most = Math.max(most, at);
            }
        }
        return most - least;
    }

    private static Vector alongLongestStretch(
            Marker pelvis, Vector up, Vector[] velocity, Vector line, boolean[] straight) {
        Vector best = line;
        double longest = 0;
        int from = 0;
        while (from < straight.length) {
            int to = from;
            double sense = 0;
            while (to < straight.length && straight[to] && !opposes(velocity[to].dot(line), sense)) {
                double along = velocity[to].dot(line);
                sense = Math.abs(along) > STANDING ? Math.signum(along) : sense;
                to++;
            }
            Vector way = way(pelvis, from, to).across(up);
            if (way.isKnown() && way.length() > longest) {
                longest = way.length();
                best = way.direction();
            }
            from = Math.max(to, from + 1);
        }
        return best;
    }

    private static boolean opposes(double along, double sense) {
        return Math.abs(along) > STANDING && Math.signum(along) == -sense;
    }

    /** From the first to the last sight of the pelvis in some frames. */
    private static Vector way(Marker pelvis, int from, int to) {
        int first = from;
        int last = to - 1;
        while (first < to && !pelvis.sees(first)) {
            first++;
        }
        while (last > first && !pelvis.sees(last)) {
            last--;
        }
        return first >= last ? Vector.UNKNOWN : about(pelvis, last, -1).minus(about(pelvis, first, 1));
    }

    private static Vector about(Marker pelvis, int end, int step) {
        Vector sum = Vector.ZERO;
        int count = 0;
        for (int f = end; f >= 0 && f < pelvis.frames() && count < FRAMES_AT_END && pelvis.sees(f); f += step) {
            sum = sum.plus(pelvis.at(f));
            count++;
        }
        return sum.times(1.0 / count);
    }

    /** On a treadmill feet point forward. */
    private static Vector fromFeet(MarkerSet markers, Vector up) throws RecordingRefused {
        Vector sum = Vector.ZERO;
        for (Side side : Side.values()) {
            Marker toe = markers.find(Site.TOE, side);
            Marker heel = markers.find(Site.HEEL, side);
            Marker rear = heel == null ? markers.find(Site.ANKLE, side) : heel;
            for (int f = 0; toe != null && rear != null && f < markers.frames(); f++) {
                Vector foot = toe.at(f).minus(rear.at(f)).across(up).direction();
                sum = foot.isKnown() ? sum.plus(foot) : sum;
            }
        }
        Vector forward = sum.direction();
        if (!forward.isKnown()) {
            throw new RecordingRefused(
                    Reason.LANDMARKS_MISSING,
                    "The walker stays in place, and no markers of heel and toe show where forward is.");
        }
        return forward;
    }
}
