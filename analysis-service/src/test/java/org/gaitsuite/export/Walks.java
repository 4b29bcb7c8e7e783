package org.gaitsuite.export;

import java.util.Arrays;
import java.util.List;
import org.gaitsuite.gait.AngleOverTime;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitAnalyzer;
import org.gaitsuite.gait.GaitCurve;
import org.gaitsuite.gait.GaitCycle;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.GaitOptions;
import org.gaitsuite.gait.GaitResult;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.LowPass;
import org.gaitsuite.gait.MeasuredWalk;
import org.gaitsuite.gait.NoWalkFound;
import org.gaitsuite.gait.Quality;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.gait.Stride;
import org.gaitsuite.gait.Subject;
import org.gaitsuite.gait.View;
import org.gaitsuite.gait.WalkedBout;
import org.gaitsuite.gait.WalkingDirection;
import org.gaitsuite.phantom.PhantomSettings;
import org.gaitsuite.phantom.PhantomWalk;

/** Walks to export: a whole one, and a small one with everything that can be missing. */
final class Walks {
    static final double NAN = Double.NaN;
    static final MadeBy MADE_BY = new MadeBy("dnn", "a-model", "9.8.7");

    private Walks() {}

    /** A phantom's walk, measured. */
    static GaitResult whole(Subject subject) throws NoWalkFound {
        return GaitAnalyzer.analyze(PhantomWalk.truth(PhantomSettings.sample()).pixels(), subject, GaitOptions.DEFAULT);
    }

    /**
     * Eight frames at 25 Hz from 0.4 s on, in numbers with more digits than any file keeps. The last landmark is unseen in the frames 2 and
     * 3, the left wrist always.
     */
    static SkeletonOverTime skeleton(CoordinateFrame frame) {
        int frames = 8;
        double[] time = new double[frames];
        double[][] x = new double[frames][Joint.values().length];
        double[][] y = new double[frames][Joint.values().length];
        double[][] confidence = new double[frames][Joint.values().length];
        for (int f = 0; f < frames; f++) {
            time[f] = 0.4 + f / 25.0;
            for (Joint joint : Joint.values()) {
                boolean hidden = joint == Joint.LEFT_WRIST || (joint == Joint.RIGHT_TOE && (f == 2 || f == 3));
                x[f][joint.ordinal()] = hidden ? NAN : -1 + joint.ordinal() / 7.0 + f / 30.0;
                y[f][joint.ordinal()] = hidden ? NAN : joint.ordinal() / 11.0 + f / 300000.0;
                confidence[f][joint.ordinal()] = hidden ? 0 : 1 / 3.0 + f / 100.0;
            }
        }
        return new SkeletonOverTime(frame, time, x, y, confidence);
    }

    static MeasuredWalk measured(CoordinateFrame frame) {
        return new MeasuredWalk(
                skeleton(frame),
                List.of(
                        new AngleOverTime(
                                "hip_flexion", Side.LEFT, degrees(NAN, 20.123456789, 22, 24, 26, 28, 30, NAN)),
                        new AngleOverTime("knee_flexion", Side.LEFT, degrees(NAN, 10, 11, NAN, NAN, 14, NAN, NAN)),
                        new AngleOverTime(
                                "ankle_dorsiflexion", Side.RIGHT, degrees(NAN, NAN, NAN, NAN, NAN, 5, 6, NAN)),
                        new AngleOverTime("trunk_lean", Side.LEFT, degrees(NAN, 3, 3, 3, 3, 3, 3, NAN)),
                        new AngleOverTime("trunk_lean", Side.RIGHT, degrees(NAN, 3, 3, 3, 3, 3, 3, NAN))),
                List.of(
                        new GaitCycle(
                                new Stride(Side.LEFT, 0.5, 0.61, 1.02, 1.15, 1.6),
                                0.61234567,
                                1.25,
                                1.13636363,
                                0.0123456,
                                40.126,
                                61.5,
                                28),
                        new GaitCycle(
                                new Stride(Side.RIGHT, 1.02, NAN, 1.6, NAN, 2.12), NAN, NAN, NAN, NAN, NAN, 60, NAN)));
    }

    private static double[] degrees(double... values) {
        return values;
    }

    static GaitResult small(CoordinateFrame frame) {
        double[] mean = new double[GaitCurve.POINTS];
        double[] sd = new double[GaitCurve.POINTS];
        Arrays.setAll(mean, percent -> percent == 7 ? NAN : percent / 3.0);
        Arrays.fill(sd, 1.5);
        return new GaitResult(
                View.SIDE,
                WalkingDirection.LEFT,
                List.of(new WalkedBout(0.4, 1.7, WalkingDirection.LEFT, 1)),
                List.of(
                        new GaitEvent(EventType.HEEL_STRIKE, Side.LEFT, 0.5, 0.9),
                        new GaitEvent(EventType.TOE_OFF, Side.RIGHT, 0.61, 0.8),
                        new GaitEvent(EventType.HEEL_STRIKE, Side.LEFT, 1.6, 0.7)),
                List.of(),
                List.of(new GaitCurve("knee_flexion", Side.LEFT, "deg", mean, sd, 4)),
                new Quality(true, List.of(), 0, 0, new LowPass(6, LowPass.Source.GIVEN)),
                measured(frame));
    }
}
