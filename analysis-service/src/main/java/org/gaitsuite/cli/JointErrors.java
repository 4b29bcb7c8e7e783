package org.gaitsuite.cli;

import java.util.ArrayList;
import java.util.List;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomTruth;

/**
 * How far followed joints lie from the true ones in the picture. The sides are taken as the estimator names them.
 *
 * @param percent of the body height, for each of {@link #JOINTS} every frame and leg where it was seen while the whole walker was in the picture
 */
record JointErrors(List<double[]> percent) {
    static final List<String> JOINTS = List.of("HIP", "KNEE", "ANKLE", "HEEL", "TOE");

    static JointErrors of(PhantomTruth truth, SkeletonOverTime found) {
        PhantomSettings settings = truth.settings();
        double bodyPixels =
                settings.height() * settings.pictureHeight() / settings.camera().visibleHeightMetres();
        List<double[]> percent = new ArrayList<>();
        for (String joint : JOINTS) {
            percent.add(distances(truth, found, joint).stream()
                    .mapToDouble(pixels -> 100 * pixels / bodyPixels)
                    .toArray());
        }
        return new JointErrors(percent);
    }

    private static List<Double> distances(PhantomTruth truth, SkeletonOverTime found, String name) {
        List<Double> distances = new ArrayList<>();
        SkeletonOverTime pixels = truth.pixels();
        for (int f = 0; f < Math.min(found.frames(), pixels.frames()); f++) {
            if (!truth.inView(f)) {
                continue;
            }
            for (Side side : Side.values()) {
                Joint joint = Joint.of(side, name);
                double distance =
                        Math.hypot(found.x(f, joint) - pixels.x(f, joint), found.y(f, joint) - pixels.y(f, joint));
                if (Double.isFinite(distance)) {
                    distances.add(distance);
                }
            }
        }
        return distances;
    }
}
