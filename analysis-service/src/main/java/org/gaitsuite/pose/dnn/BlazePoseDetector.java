package org.gaitsuite.pose.dnn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gaitsuite.person.Person;

/**
 * Reads the person detector of BlazePose: a single-shot detector over 2254 anchors of a 224 × 224 picture (MediaPipe's graph
 * {@code pose_detection_cpu}, from which strides, threshold and suppression are taken).
 */
final class BlazePoseDetector {
    static final int SIDE = 224;

    private static final int NUMBERS = 12;
    private static final int HIP = 4;
    private static final int RIM = 6;
    private static final double LEAST_SCORE = 0.5;
    private static final double OVERLAP_OF_SAME_PERSON = 0.3;
    private static final double SCORE_CLIP = 100;
    /** Cells of each layer have two anchors; the last three layers share one stride, hence six. */
    private static final int[][] LAYERS = {{8, 2}, {16, 2}, {32, 6}};

    private static final double[][] ANCHORS = anchors();

    private BlazePoseDetector() {}

    private static double[][] anchors() {
        List<double[]> all = new ArrayList<>();
        for (int[] layer : LAYERS) {
            int cells = SIDE / layer[0];
            for (int i = 0; i < cells * cells * layer[1]; i++) {
                int cell = i / layer[1];
                all.add(new double[] {(cell % cells + 0.5) / cells, (Math.floorDiv(cell, cells) + 0.5) / cells});
            }
        }
        return all.toArray(double[][]::new);
    }

    private record Candidate(double left, double top, double right, double bottom, Person person) {
        double overlap(Candidate other) {
            double width = Math.min(right, other.right) - Math.max(left, other.left);
            double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
            if (width <= 0 || height <= 0) {
                return 0;
            }
            double shared = width * height;
            return shared / (area() + other.area() - shared);
        }

        double area() {
            return (right - left) * (bottom - top);
        }
    }

    /** @return everybody in the picture, in shares of the crop, best first */
    static List<Person> decode(List<Tensor> outputs) {
        boolean boxesFirst = outputs.get(0).fromLast(0) == NUMBERS;
        Tensor boxes = outputs.get(boxesFirst ? 0 : 1);
        Tensor scores = outputs.get(boxesFirst ? 1 : 0);
        if (boxes.values().length != ANCHORS.length * NUMBERS || scores.values().length != ANCHORS.length) {
            throw new IllegalArgumentException("%d and %d numbers are no output of BlazePose's person detector"
                    .formatted(boxes.values().length, scores.values().length));
        }
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < ANCHORS.length; i++) {
            double score = BlazePoseOutput.sigmoid(Math.clamp(scores.values()[i], -SCORE_CLIP, SCORE_CLIP));
            if (score >= LEAST_SCORE) {
                candidates.add(candidate(boxes.values(), i, score));
            }
        }
        candidates.sort(
                Comparator.comparingDouble((Candidate c) -> c.person().score()).reversed());
        return suppress(candidates);
    }

    private static Candidate candidate(float[] values, int anchor, double score) {
        int at = anchor * NUMBERS;
        double anchorX = ANCHORS[anchor][0];
        double anchorY = ANCHORS[anchor][1];
        double x = values[at] / SIDE + anchorX;
        double y = values[at + 1] / SIDE + anchorY;
        double halfWidth = values[at + 2] / SIDE / 2;
        double halfHeight = values[at + 3] / SIDE / 2;
        Person person = new Person(
                values[at + HIP] / SIDE + anchorX,
                values[at + HIP + 1] / SIDE + anchorY,
                values[at + RIM] / SIDE + anchorX,
                values[at + RIM + 1] / SIDE + anchorY,
                score);
        return new Candidate(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, person);
    }

    /** Boxes over the same person are averaged, weighted by their scores, as MediaPipe does. */
    private static List<Person> suppress(List<Candidate> candidates) {
        List<Person> persons = new ArrayList<>();
        List<Candidate> left = new ArrayList<>(candidates);
        while (!left.isEmpty()) {
            Candidate best = left.getFirst();
            List<Candidate> same = left.stream()
                    .filter(other -> best.overlap(other) > OVERLAP_OF_SAME_PERSON)
                    .toList();
            // A box without area overlaps nothing, not even itself.
            persons.add(
                    same.isEmpty() ? best.person() : mean(same, best.person().score()));
            left.removeAll(same);
            left.remove(best);
        }
        return persons;
    }

    private static Person mean(List<Candidate> same, double score) {
        double sum = same.stream().mapToDouble(c -> c.person().score()).sum();
        double[] mean = new double[4];
        for (Candidate each : same) {
            Person person = each.person();
            double weight = person.score() / sum;
            mean[0] += weight * person.hipX();
            mean[1] += weight * person.hipY();
            mean[2] += weight * person.rimX();
            mean[3] += weight * person.rimY();
        }
        return new Person(mean[0], mean[1], mean[2], mean[3], score);
    }
}
