package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The part of a recording that goes with one bout: a recording is divided in the middle between bouts, so that every frame belongs to
 * one, and a walk of many bouts is worked through once and not once a bout.
 *
 * @param landmarks of this part, in the frame of the input
 * @param bout its run counted from the first frame of this part
 */
record Stretch(Landmarks landmarks, Bout bout) {
    /** @param bouts in order of time, at least one */
    static List<Stretch> divide(Landmarks landmarks, List<Bout> bouts) {
        List<Stretch> parts = new ArrayList<>();
        int from = 0;
        for (int b = 0; b < bouts.size(); b++) {
            Bout bout = bouts.get(b);
            Run run = bout.run();
            int to = b + 1 == bouts.size()
                    ? landmarks.frames()
                    : (run.to() + bouts.get(b + 1).run().from()) / 2;
            Bout own = new Bout(new Run(run.from() - from, run.to() - from), bout.forward(), bout.treadmill());
            parts.add(new Stretch(landmarks.during(new Run(from, to)), own));
            from = to;
        }
        return parts;
    }

    /** What of a column lies in the bout. */
    double[] during(double[] column) {
        return Arrays.copyOfRange(column, bout.run().from(), bout.run().to());
    }
}
