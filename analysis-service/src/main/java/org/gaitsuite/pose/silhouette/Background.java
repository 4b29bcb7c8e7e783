package org.gaitsuite.pose.silhouette;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The still scene: for each picture element the median colour over frames spread over the whole video, and how much it flickers
 * (1.4826 × the median absolute deviation, in grey levels of 0..255), so that moving leaves do not look like people.
 */
record Background(int width, int height, byte[] bgr, float[] noise) {
    /** Sensor noise and compression never let a pixel stand quite still. */
    private static final float NOISE_FLOOR = 3.5f;

    /** Keeps frames evenly spread over a video of unknown length, never more than twice {@value #WANTED} of them. */
    static final class Sampler {
        private static final int WANTED = 22;
        private final List<byte[]> samples = new ArrayList<>();
        private int stride = 1;
        private int seen;

        void offer(byte[] bgr) {
            if (seen++ % stride != 0) {
                return;
            }
            samples.add(bgr.clone());
            if (samples.size() == 2 * WANTED) {
                for (int i = WANTED - 1; i >= 0; i--) {
                    samples.remove(2 * i + 1);
                }
                stride *= 2;
            }
        }

        int samples() {
            return samples.size();
        }

        Background build(int width, int height) {
            int n = samples.size();
            byte[] median = new byte[width * height * 3];
            float[] noise = new float[width * height];
            int[] values = new int[n];
            int[] deviations = new int[n];
            for (int pixel = 0; pixel < width * height; pixel++) {
                double sum = 0;
                for (int c = 0; c < 3; c++) {
                    int at = pixel * 3 + c;
                    for (int i = 0; i < n; i++) {
                        values[i] = samples.get(i)[at] & 0xff;
                    }
                    Arrays.sort(values);
                    int middle = values[n / 2];
                    for (int i = 0; i < n; i++) {
                        deviations[i] = Math.abs(values[i] - middle);
                    }
                    Arrays.sort(deviations);
                    median[at] = (byte) middle;
                    sum += deviations[n / 2];
                }
                noise[pixel] = (float) Math.max(NOISE_FLOOR, 1.4826 * sum / 3);
            }
            return new Background(width, height, median, noise);
        }
    }
}
