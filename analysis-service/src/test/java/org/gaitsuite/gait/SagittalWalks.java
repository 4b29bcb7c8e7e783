package org.gaitsuite.gait;

import java.util.List;

/** The first stages of an analysis, for tests of a later one. */
final class SagittalWalks {
    private SagittalWalks() {}

    static SagittalWalk of(SkeletonOverTime skeleton) throws NoWalkFound {
        return of(skeleton, GaitOptions.DEFAULT.cutOffHertz());
    }

    static SagittalWalk of(SkeletonOverTime skeleton, double cutOffHertz) throws NoWalkFound {
        GaitOptions options =
                new GaitOptions(null, WalkingSurface.AUTOMATIC, cutOffHertz, GaitOptions.DEFAULT.maximumGapSeconds());
        Preparation prepared = Preparation.of(skeleton, options);
        double leg = LegLength.median(prepared.landmarks());
        List<Bout> bouts = Bout.all(prepared.landmarks(), leg, options.surface());
        return FilmedWalk.of(prepared, skeleton.frame(), bouts, Subject.UNKNOWN, options.place())
                .joined();
    }
}
