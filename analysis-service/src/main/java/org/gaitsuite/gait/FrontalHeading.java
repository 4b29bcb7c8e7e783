package org.gaitsuite.gait;

import java.util.List;

/** By how much a walk towards the camera or away from it goes past it, instead of along the line of sight. */
final class FrontalHeading {
    private FrontalHeading() {}

    /**
     * Angle between walk and line of sight, the middle one of some bouts, 0..90 degrees. While the distance changes, a walker who goes along the line of
     * sight stays at one place of the picture.
     *
     * @return NaN on a treadmill and where neither the lens nor the width of the picture is known
     */
    static double degrees(List<FrontalWalk> walks, FilmedPlace place) {
        Double focal = Perspective.focalOrUsual(place);
        return focal == null
                ? Double.NaN
                : Statistics.median(walks.stream()
                        .filter(walk -> !walk.bout().treadmill())
                        .mapToDouble(walk -> Math.abs(degrees(walk, focal)))
                        .toArray());
    }

    private static double degrees(FrontalWalk walk, double focal) {
        Run run = walk.bout().run();
        double[] across = Bout.pelvisX(walk.landmarks()).within(run).value();
        double middle = Statistics.median(across);
        double[] far = walk.far().value();
        double[] aside = new double[across.length];
        double[] depth = new double[across.length];
        for (int f = 0; f < across.length; f++) {
            aside[f] = (across[f] - middle) * far[f];
            depth[f] = focal * far[f];
        }
        return Math.toDegrees(Math.atan(Line.through(depth, aside).slope()));
    }
}
