package org.gaitsuite.gait;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A walk as it was measured, from frame to frame and cycle by cycle: what motion files and tables are made of.
 *
 * @param landmarks from the first frame that shows the walker to the last, after swaps were undone, gaps closed and noise filtered, on even
 *     times: x forward along the walk, y up, ground at 0; in metres, or in pixels where no scale is known ({@link CoordinateFrame#UPRIGHT_PIXELS})
 * @param angles on the frames of {@code landmarks}, known only while the walk that is measured lasts: on the way back forward is another
 *     way
 * @param cycles those that the parameters are means of, in order of time
 */
public record MeasuredWalk(SkeletonOverTime landmarks, List<AngleOverTime> angles, List<GaitCycle> cycles) {
    public MeasuredWalk {
        angles = List.copyOf(angles);
        cycles = List.copyOf(cycles);
    }

    static MeasuredWalk ofSagittal(FilmedWalk filmed, List<MeasuredBout> bouts, AngleCurves curves, FilmedPlace place) {
        SagittalWalk walk = filmed.joined();
        CoordinateFrame frame =
                walk.scale().isPresent() ? CoordinateFrame.SAGITTAL_METRES : CoordinateFrame.UPRIGHT_PIXELS;
        Run inView = walk.landmarks().inView();
        return new MeasuredWalk(
                walk.landmarks().asSkeleton(frame, inView),
                angles(filmed.againstGravity(), inView),
                GaitCycle.of(walk, bouts, curves, place));
    }

    /** From the front nothing is known but the landmarks in the picture and the times. */
    static MeasuredWalk ofFrontal(Preparation prepared, List<Stride> strides) {
        Landmarks upright = prepared.landmarks().map(x -> x, y -> -y);
        return new MeasuredWalk(
                upright.asSkeleton(CoordinateFrame.UPRIGHT_PIXELS, upright.inView()),
                List.of(),
                strides.stream().map(GaitCycle::ofTimes).toList());
    }

    private static List<AngleOverTime> angles(SagittalWalk walk, Run inView) {
        List<AngleOverTime> angles = new ArrayList<>();
        for (JointAngles angle : JointAngles.values()) {
            for (Side side : Side.values()) {
                angle.of(walk, side)
                        .map(signal -> signal.within(walk.bout().run()).value())
                        .map(degrees -> Arrays.copyOfRange(degrees, inView.from(), inView.to()))
                        .ifPresent(degrees -> angles.add(new AngleOverTime(angle.curve(), side, degrees)));
            }
        }
        return angles;
    }
}
