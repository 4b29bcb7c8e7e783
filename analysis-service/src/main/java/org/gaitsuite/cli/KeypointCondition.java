package org.gaitsuite.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gaitsuite.phantom.TrackerFaults;

/** One column of the keypoints' accuracy table: how the walkers were filmed and what the tracker got wrong. */
record KeypointCondition(String name, double frameRate, TrackerFaults faults) {
    private static final double USUAL_NOISE = 5;

    static List<KeypointCondition> usual(double[] noises, double[] frameRates) {
        List<KeypointCondition> out = new ArrayList<>();
        double rate = frameRates[Math.min(1, frameRates.length - 1)];
        for (double noise : noises) {
            out.add(new KeypointCondition(pixels(noise), rate, TrackerFaults.noise(noise)));
        }
        for (double other : frameRates) {
            if (other != rate) {
                out.add(new KeypointCondition(pixels(USUAL_NOISE), other, TrackerFaults.noise(USUAL_NOISE)));
            }
        }
        TrackerFaults noisy = TrackerFaults.noise(USUAL_NOISE);
        out.add(new KeypointCondition("5 px over 0.1 s", rate, noisy.lasting(0.1)));
        out.add(new KeypointCondition("5 px, a leg hidden 10 %", rate, noisy.hiding(0.1)));
        out.add(new KeypointCondition("5 px, 5 % of frames lost", rate, noisy.dropping(0.05)));
        out.add(new KeypointCondition("5 px, 10 % exchanged", rate, noisy.exchanging(0.1, TrackerFaults.Extent.ANY)));
        return out;
    }

    /** What the repair of exchanges is measured on, besides the noise and the frame rate. */
    static List<TrackerFaults> exchanges(double noise) {
        TrackerFaults noisy = TrackerFaults.noise(noise);
        return List.of(
                noisy,
                noisy.exchanging(0.05, TrackerFaults.Extent.ANY),
                noisy.exchanging(0.1, TrackerFaults.Extent.ANY),
                noisy.exchanging(0.2, TrackerFaults.Extent.ANY),
                noisy.exchanging(0.1, TrackerFaults.Extent.LEG),
                noisy.exchanging(0.1, TrackerFaults.Extent.ANKLE_AND_FOOT),
                noisy.exchanging(0.1, TrackerFaults.Extent.FOOT));
    }

    private static String pixels(double noise) {
        return String.format(Locale.ROOT, "%.0f px", noise);
    }

    String heading() {
        return String.format(Locale.ROOT, "%s, %.0f fps", name, frameRate);
    }
}
