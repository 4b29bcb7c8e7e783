package org.gaitsuite.pose.dnn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the output of Ultralytics' YOLOv8-pose and YOLO11-pose: N candidates, many of them of the same person. Of the persons that are
 * left after the suppression of overlapping boxes, the one nearest the middle of the crop is taken, which is where the walker is looked for.
 */
final class YoloPoseOutput {
    private static final int BOX_AND_SCORE = 5;
    /** Ultralytics' own thresholds of prediction: confidence, and overlap of boxes that are one person. */
    private static final double LEAST_SCORE = 0.25;

    private static final double OVERLAP_OF_SAME_PERSON = 0.7;

    private YoloPoseOutput() {}

    private record Candidate(int column, double x, double y, double width, double height, double score) {
        double overlap(Candidate other) {
            double shared = shared(x, width, other.x, other.width) * shared(y, height, other.y, other.height);
            double all = width * height + other.width * other.height - shared;
            return all > 0 ? shared / all : 0;
        }

        private static double shared(double a, double lengthOfA, double b, double lengthOfB) {
            double end = Math.min(a + lengthOfA / 2, b + lengthOfB / 2);
            return Math.max(0, end - Math.max(a - lengthOfA / 2, b - lengthOfB / 2));
        }

        double fromMiddle(NetworkInput input) {
            return Math.hypot(x - input.width() / 2.0, y - input.height() / 2.0);
        }
    }

    static Landmarks decode(Tensor output, NetworkInput input, int landmarks) {
        int numbers = BOX_AND_SCORE + 3 * landmarks;
        if (output.fromLast(1) != numbers) {
            throw new IllegalArgumentException(
                    "an output of %d × %d numbers holds no persons of %d landmarks, which take %d numbers each: does the descriptor fit the model?"
                            .formatted(output.fromLast(1), output.fromLast(0), landmarks, numbers));
        }
        double[] x = new double[landmarks];
        double[] y = new double[landmarks];
        double[] confidence = new double[landmarks];
        Candidate best = persons(output).stream()
                .min(Comparator.comparingDouble(candidate -> candidate.fromMiddle(input)))
                .orElse(null);
        if (best == null) {
            return new Landmarks(x, y, confidence, 0);
        }
        for (int k = 0; k < landmarks; k++) {
            int row = BOX_AND_SCORE + 3 * k;
            x[k] = value(output, row, best.column()) / input.width();
            y[k] = value(output, row + 1, best.column()) / input.height();
            confidence[k] = Math.clamp(value(output, row + 2, best.column()), 0, 1);
        }
        return new Landmarks(x, y, confidence, best.score());
    }

    /** The best candidate of each person. */
    private static List<Candidate> persons(Tensor output) {
        List<Candidate> candidates = new ArrayList<>();
        for (int column = 0; column < output.fromLast(0); column++) {
            double score = value(output, 4, column);
            if (score >= LEAST_SCORE) {
                candidates.add(new Candidate(
                        column,
                        value(output, 0, column),
                        value(output, 1, column),
                        value(output, 2, column),
                        value(output, 3, column),
                        Math.min(score, 1)));
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::score).reversed());
        List<Candidate> persons = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (persons.stream().noneMatch(person -> person.overlap(candidate) > OVERLAP_OF_SAME_PERSON)) {
                persons.add(candidate);
            }
        }
        return persons;
    }

    private static float value(Tensor output, int row, int column) {
        return output.values()[row * output.fromLast(0) + column];
    }
}
