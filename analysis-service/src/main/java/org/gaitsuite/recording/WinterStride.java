package org.gaitsuite.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.EventType;
import org.gaitsuite.gait.GaitEvent;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;

/**
 * The right stride whose raw coordinates Winter printed (Biomechanics and Motor Control of Human Movement, 4th ed. 2009, Table A.1: a woman of 22
 * years at 115 steps a minute), as the text file of it that BMClab/BMC keeps under CC BY 4.0. Frames are counted from 1, as the table does.
 * Immutable.
 */
public final class WinterStride {
    /** Frame of the first right heel contact that the table marks. */
    public static final int CONTACT = 28;

    /** Frame of the right toe off after it. */
    public static final int TOE_OFF = 70;

    /** Frame of the right heel contact that ends the stride. */
    public static final int NEXT_CONTACT = 97;

    private static final int FRAMES = 106;
    private static final int LINES_OF_HEAD = 2;
    private static final int TIME_COLUMN = 1;

    /** Columns of x, those of y follow them: hip, knee, lateral malleolus, heel, toe. Ribs, fibula and metatarsal are not used. */
    private static final List<Joint> JOINTS =
            List.of(Joint.RIGHT_HIP, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE, Joint.RIGHT_HEEL, Joint.RIGHT_TOE);

    private static final int[] X_COLUMNS = {4, 6, 10, 12, 16};
    private static final int COLUMNS = 18;

    private final double[][] table;

    private WinterStride(double[][] table) {
        this.table = table;
    }

    /**
     * @throws RecordingRefused if the file is not that table
     * @throws IOException if it cannot be read
     */
    public static WinterStride read(Path file) throws IOException, RecordingRefused {
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        if (lines.size() != LINES_OF_HEAD + FRAMES) {
            throw RecordingRefused.malformed(
                    "Winter's Table A.1 has %d lines of head and %d frames; %s has %d lines.",
                    LINES_OF_HEAD, FRAMES, file.getFileName(), lines.size());
        }
        double[][] table = new double[FRAMES][];
        for (int f = 0; f < FRAMES; f++) {
            table[f] = numbers(lines.get(LINES_OF_HEAD + f), LINES_OF_HEAD + f + 1);
        }
        return new WinterStride(table);
    }

    private static double[] numbers(String line, int lineNumber) throws RecordingRefused {
        try {
            double[] row = Arrays.stream(line.trim().split("\\s+"))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (row.length == COLUMNS) {
                return row;
            }
        } catch (NumberFormatException noNumber) {
            // Said below, with what is expected.
        }
        throw RecordingRefused.malformed("Line %d is no row of %d numbers.", lineNumber, COLUMNS);
    }

    /** The printed times are rounded to milliseconds: the frames are as long as all of them together say. */
    public double seconds(double frame) {
        return (frame - 1) * table[FRAMES - 1][TIME_COLUMN] / (FRAMES - 1);
    }

    /** Metres forward of a landmark of the right leg, as printed. */
    public double x(int frame, Joint joint) {
        return table[frame - 1][X_COLUMNS[JOINTS.indexOf(joint)]] / 100;
    }

    /** Metres upward, likewise. */
    public double y(int frame, Joint joint) {
        return table[frame - 1][X_COLUMNS[JOINTS.indexOf(joint)] + 1] / 100;
    }

    /** Way of the hip from contact to contact, metres. */
    public double strideMetres() {
        return x(NEXT_CONTACT, Joint.RIGHT_HIP) - x(CONTACT, Joint.RIGHT_HIP);
    }

    /** Hip to knee to ankle, the mean of all frames. */
    public double legMetres() {
        return IntStream.rangeClosed(1, FRAMES)
                .mapToDouble(frame -> distance(frame, Joint.RIGHT_HIP, Joint.RIGHT_KNEE)
                        + distance(frame, Joint.RIGHT_KNEE, Joint.RIGHT_ANKLE))
                .average()
                .orElseThrow();
    }

    private double distance(int frame, Joint a, Joint b) {
        return Math.hypot(x(frame, a) - x(frame, b), y(frame, a) - y(frame, b));
    }

    /** What the table marks, in order of time; the first toe off is its first frame. */
    public List<GaitEvent> contacts() {
        return List.of(
                contact(EventType.TOE_OFF, 1),
                contact(EventType.HEEL_STRIKE, CONTACT),
                contact(EventType.TOE_OFF, TOE_OFF),
                contact(EventType.HEEL_STRIKE, NEXT_CONTACT));
    }

    private GaitEvent contact(EventType type, int frame) {
        return new GaitEvent(type, Side.RIGHT, seconds(frame), 1);
    }

    /** The leg that is printed, and nothing else. */
    public SkeletonOverTime rightLeg() {
        return skeleton(Set.of(Side.RIGHT));
    }

    /**
     * A walk with two legs, which an analysis needs: the left one is <b>no measurement</b>, it is the right one half a stride earlier or later,
     * whichever is printed, and passes from the one to the other where both are.
     */
    public SkeletonOverTime bothLegs() {
        return skeleton(Set.of(Side.values()));
    }

    private SkeletonOverTime skeleton(Set<Side> sides) {
        int joints = Joint.values().length;
        double[] time = new double[FRAMES];
        double[][] x = new double[FRAMES][joints];
        double[][] y = new double[FRAMES][joints];
        double[][] confidence = new double[FRAMES][joints];
        for (int f = 0; f < FRAMES; f++) {
            time[f] = seconds(f + 1);
            Arrays.fill(x[f], Double.NaN);
            Arrays.fill(y[f], Double.NaN);
            for (Joint joint : JOINTS) {
                for (Side side : sides) {
                    double[] at = side == Side.RIGHT
                            ? new double[] {x(f + 1, joint), y(f + 1, joint)}
                            : halfAStrideAway(f + 1, joint);
                    int j = (side == Side.RIGHT ? joint : joint.mirrored()).ordinal();
                    x[f][j] = at[0];
                    y[f][j] = at[1];
                    confidence[f][j] = 1;
                }
            }
        }
        return new SkeletonOverTime(CoordinateFrame.SAGITTAL_METRES, time, x, y, confidence);
    }

    private double[] halfAStrideAway(int frame, Joint joint) {
        double half = (NEXT_CONTACT - CONTACT) / 2.0;
        double firstWithEarlier = 1 + half;
        double lastWithLater = FRAMES - half;
        double share = Math.clamp((frame - firstWithEarlier) / (lastWithLater - firstWithEarlier), 0, 1);
        double x = 0;
        double y = 0;
        if (share < 1) {
            double[] later = between(frame + half, joint);
            x += (1 - share) * (later[0] - strideMetres() / 2);
            y += (1 - share) * later[1];
        }
        if (share > 0) {
            double[] earlier = between(frame - half, joint);
            x += share * (earlier[0] + strideMetres() / 2);
            y += share * earlier[1];
        }
        return new double[] {x, y};
    }

    private double[] between(double frame, Joint joint) {
        int before = Math.min((int) frame, FRAMES - 1);
        double share = frame - before;
        return new double[] {
            (1 - share) * x(before, joint) + share * x(before + 1, joint),
            (1 - share) * y(before, joint) + share * y(before + 1, joint)
        };
    }
}
