package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the ground lies in the picture. Feet that rest lie on the ground, so the resting places of one landmark of one foot lie on a line;
 * the slopes of all these lines together give the angle by which the ground rises to the right of the picture. A roll of the camera and a
 * slope of the ground look the same; unless one is told, the ground is taken as level.
 *
 * @param rollDegrees clockwise turn of the camera
 * @param groundDegrees by which the ground itself rises to the right of the picture
 * @param source where that is from
 */
record CameraTilt(double rollDegrees, double groundDegrees, Source source) {
    enum Source {
        /** Nothing told it: picture and ground are taken as level. */
        ASSUMED,
        /** Given with the recording. */
        GIVEN,
        /** From the line that was marked on the ground. */
        GROUND_LINE,
        /** From the resting feet. */
        RESTING_FEET
    }

    /** A foot rests while it moves slower than this share of the pelvis, or than this share of the belt beside the belt. */
    private static final double RESTS_BELOW = 0.2;

    /** A rest lasts while the pelvis goes on by so many leg lengths: an eighth of a second of walking. */
    private static final double SHORTEST_REST = 0.17;

    /** The line is believed if its angle is known this well (standard error) … */
    private static final double LARGEST_ERROR_DEGREES = 0.7;

    /** … from so many resting places … */
    private static final int FEWEST_RESTS = 4;

    /** … and says no more than this: nobody films so crookedly, and a picture on its side is another matter. */
    private static final double LARGEST_DEGREES = 20;

    /** Resting places of one landmark in one bout: one line's points. */
    private record Rests(List<Double> x, List<Double> y) {}

    /**
     * @param stretches of a picture
     * @param perspectives of the stretches, which make the ground seem to rise as well
     */
    static CameraTilt of(List<Stretch> stretches, List<Perspective> perspectives, FilmedPlace place) {
        Double roll = place.rollDegrees();
        double slope = slope(stretches, place);
        if (roll != null) {
            return new CameraTilt(roll, slope, Source.GIVEN);
        }
        MarkedLine line = place.groundLine();
        if (line != null) {
            return new CameraTilt(line.riseDegrees() - slope, slope, Source.GROUND_LINE);
        }
        double rise = riseOfResting(stretches, perspectives);
        return Double.isNaN(rise)
                ? new CameraTilt(0, slope, Source.ASSUMED)
                : new CameraTilt(rise - slope, slope, Source.RESTING_FEET);
    }

    /** Of landmarks in metres, whose x axis is the ground already. */
    static CameraTilt none() {
        return new CameraTilt(0, 0, Source.GIVEN);
    }

    private static double slope(List<Stretch> stretches, FilmedPlace place) {
        Bout longest = stretches.stream()
                .map(Stretch::bout)
                .max(Comparator.comparingInt(bout -> bout.run().length()))
                .orElseThrow();
        return longest.forward() * place.slopeOrLevel();
    }

    /** Angle by which the ground rises to the right of the picture, radians. */
    double groundInPicture() {
        return Math.toRadians(rollDegrees + groundDegrees);
    }

    /** Degrees, NaN when too few rests were seen or they do not lie on a line. */
    private static double riseOfResting(List<Stretch> stretches, List<Perspective> perspectives) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (int b = 0; b < stretches.size(); b++) {
            double seeming = perspectives.get(b).groundRise();
            for (Rests rests : rests(stretches.get(b))) {
                double middleX = mean(rests.x);
                double middleY = mean(rests.y);
                for (int i = 0; i < rests.x.size(); i++) {
                    double fromMiddle = rests.x.get(i) - middleX;
                    x.add(fromMiddle);
                    y.add(-(rests.y.get(i) - middleY) - seeming * fromMiddle);
                }
            }
        }
        double[] across = x.stream().mapToDouble(v -> v).toArray();
        double[] up = y.stream().mapToDouble(v -> v).toArray();
        if (across.length < FEWEST_RESTS) {
            return Double.NaN;
        }
        Line line = withoutOutliers(across, up);
        double rise = Math.toDegrees(Math.atan(line.slope()));
        boolean known = Math.toDegrees(line.slopeError()) < LARGEST_ERROR_DEGREES && Math.abs(rise) < LARGEST_DEGREES;
        return known ? rise : Double.NaN;
    }

    private static Line withoutOutliers(double[] x, double[] y) {
        Line first = Line.through(x, y);
        double[] off = new double[y.length];
        for (int i = 0; i < off.length; i++) {
            off[i] = y[i] - first.middleValue() - first.slope() * (x[i] - first.middlePlace());
        }
        double wide = 3 * Statistics.robustSpread(off);
        double[] kept = y.clone();
        for (int i = 0; i < off.length; i++) {
            kept[i] = Math.abs(off[i]) > wide ? Double.NaN : kept[i];
        }
        return Line.through(x, kept);
    }

    private static List<Rests> rests(Stretch stretch) {
        Landmarks landmarks = stretch.landmarks();
        double walking = Math.abs(Statistics.median(
                stretch.during(Bout.pelvisX(landmarks).derivative().value())));
        double least = SHORTEST_REST * LegLength.median(landmarks) / walking;
        return Stream.of(Joint.LEFT_HEEL, Joint.RIGHT_HEEL, Joint.LEFT_TOE, Joint.RIGHT_TOE)
                .map(joint -> rests(landmarks, stretch.bout().run(), joint, RESTS_BELOW * walking, least))
                .toList();
    }

    private static Rests rests(Landmarks landmarks, Run run, Joint joint, double slowerThan, double leastSeconds) {
        Rests rests = new Rests(new ArrayList<>(), new ArrayList<>());
        double[] x = landmarks.x(joint);
        double[] y = landmarks.y(joint);
        Signal speed = new Signal(landmarks.time(), x).derivative();
        int start = -1;
        for (int f = run.from(); f <= run.to(); f++) {
            boolean still = f < run.to() && Math.abs(speed.value()[f]) < slowerThan;
            if (still && start < 0) {
                start = f;
            } else if (!still && start >= 0) {
                if ((f - start) * speed.interval() >= leastSeconds) {
                    rests.x.add(Statistics.median(Arrays.copyOfRange(x, start, f)));
                    rests.y.add(Statistics.median(Arrays.copyOfRange(y, start, f)));
                }
                start = -1;
            }
        }
        return rests;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(v -> v).average().orElse(0);
    }
}
