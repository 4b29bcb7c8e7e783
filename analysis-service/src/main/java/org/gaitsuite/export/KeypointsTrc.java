package org.gaitsuite.export;

import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.MeasuredWalk;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.recording.TrcNames;

/**
 * The landmarks as a marker file (TRC, "track row column") as OpenSim, Pose2Sim and Mokka read it: x forward along the walk, y up, z 0
 * since a single camera does not see it, in metres, or in pixels where no scale is known. An unseen landmark leaves its three fields
 * empty, which OpenSim's reader takes as missing; every line of the table ends with a tab, as in the files OpenSim writes, so that an
 * empty last landmark still counts. Landmarks that were never seen have no columns. Frames are numbered as in the input, from 1.
 */
final class KeypointsTrc {
    /** A micrometre, a microsecond; far below what any camera resolves. */
    private static final int DIGITS = 6;

    private KeypointsTrc() {}

    static void write(MeasuredWalk walk, Writer out) throws IOException {
        SkeletonOverTime skeleton = walk.landmarks();
        List<Joint> joints = Frames.seen(skeleton);
        int first = Frames.firstNumber(skeleton);
        writeHeader(skeleton, joints, first, out);
        for (int frame = 0; frame < skeleton.frames(); frame++) {
            out.write(first + frame + "\t" + Decimal.of(skeleton.timeSeconds(frame), DIGITS) + "\t");
            for (Joint joint : joints) {
                boolean known = Frames.known(skeleton, frame, joint);
                out.write(known ? Decimal.of(skeleton.x(frame, joint), DIGITS) : "");
                out.write("\t");
                out.write(known ? Decimal.of(skeleton.y(frame, joint), DIGITS) : "");
                out.write("\t");
                out.write(known ? "0\t" : "\t");
            }
            out.write("\n");
        }
    }

    private static void writeHeader(SkeletonOverTime skeleton, List<Joint> joints, int first, Writer out)
            throws IOException {
        String rate = Decimal.of(Frames.rateHertz(skeleton), DIGITS);
        String unit = skeleton.frame() == CoordinateFrame.SAGITTAL_METRES ? "m" : "px";
        String frames = Integer.toString(skeleton.frames());
        out.write("PathFileType\t4\t(X/Y/Z)\tkeypoints.trc\n");
        out.write(
                "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames\n");
        String markers = Integer.toString(joints.size());
        out.write(String.join("\t", rate, rate, frames, markers, unit, rate, Integer.toString(first), frames) + "\n");
        StringBuilder names = new StringBuilder("Frame#\tTime\t");
        StringBuilder axes = new StringBuilder("\t\t");
        for (int i = 0; i < joints.size(); i++) {
            names.append(TrcNames.of(joints.get(i))).append("\t\t\t");
            for (String axis : Arrays.asList("X", "Y", "Z")) {
                axes.append(axis).append(i + 1).append('\t');
            }
        }
        out.write(names + "\n" + axes + "\n\n");
    }
}
