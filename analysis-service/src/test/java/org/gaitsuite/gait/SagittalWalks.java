package org.gaitsuite.gait;

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
        Bout bout = Bout.find(prepared.landmarks(), LegLength.median(prepared.landmarks()), options.surface());
        return SagittalWalk.of(prepared, skeleton.frame(), bout, Subject.UNKNOWN);
    }
}
