package org.gaitsuite.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gaitsuite.c3d.C3dEvent;
import org.gaitsuite.c3d.C3dFile;
import org.gaitsuite.c3d.C3dParameters;
import org.gaitsuite.c3d.C3dPoint;
import org.gaitsuite.c3d.C3dWriter;
import org.gaitsuite.gait.CoordinateFrame;
import org.gaitsuite.gait.Joint;
import org.gaitsuite.gait.Side;
import org.gaitsuite.gait.SkeletonOverTime;
import org.gaitsuite.person.SkeletonLayout;

/** Walks written as other programs write them, by what their documentation says of the form. */
public final class Written {
    private Written() {}

    /** Numbers of one person in a layout: x, y, confidence; zeros where the skeleton knows no such landmark. */
    static double[] flat(SkeletonOverTime walk, int frame, SkeletonLayout layout) {
        double[] out = new double[3 * layout.landmarks()];
        for (Joint joint : Joint.values()) {
            Integer place = layout.placeOf(joint);
            if (place != null) {
                out[3 * place] = walk.x(frame, joint);
                out[3 * place + 1] = walk.y(frame, joint);
                out[3 * place + 2] = walk.confidence(frame, joint);
            }
        }
        if (layout == SkeletonLayout.BODY_25) {
            for (int i = 0; i < 3; i++) {
                out[3 * 8 + i] = (out[3 * 9 + i] + out[3 * 12 + i]) / 2;
            }
        }
        return out;
    }

    static String numbers(double[] values) {
        return Arrays.stream(values)
                .mapToObj(v -> String.format(Locale.ROOT, "%.4f", v))
                .collect(Collectors.joining(",", "[", "]"));
    }

    static String openPose(double[]... people) {
        return IntStream.range(0, people.length)
                .mapToObj(i -> "{\"person_id\":[-1],\"pose_keypoints_2d\":" + numbers(people[i])
                        + ",\"face_keypoints_2d\":[]}")
                .collect(Collectors.joining(",", "{\"version\":1.3,\"people\":[", "]}"));
    }

    /** OpenPose's files of a walk, in a zip archive. */
    public static byte[] openPoseZip(SkeletonOverTime walk, SkeletonLayout layout) {
        return openPoseZip(walk.frames(), f -> openPose(flat(walk, f, layout)));
    }

    static byte[] openPoseZip(int frames, IntFunction<String> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int f = 0; f < frames; f++) {
                zip.putNextEntry(new ZipEntry("out/walk_%012d_keypoints.json".formatted(f)));
                zip.write(content.apply(f).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Results of COCO's form: AlphaPose with images by name, others by number. */
    public static String results(SkeletonOverTime walk, SkeletonLayout layout, IntFunction<String> imageId) {
        return frames(
                walk,
                f -> "{\"image_id\":%s,\"category_id\":1,\"keypoints\":%s,\"score\":2.9,\"box\":[1,2,3,4]}"
                        .formatted(imageId.apply(f), numbers(flat(walk, f, layout))));
    }

    static String frames(SkeletonOverTime walk, IntFunction<String> frame) {
        return IntStream.range(0, walk.frames()).mapToObj(frame).collect(Collectors.joining(",\n", "[", "]"));
    }

    /** MediaPipe's landmarks as a program dumps them, in shares of a picture of 1920 by 1080. */
    public static String blazePose(SkeletonOverTime walk) {
        return "{\"fps\":50,\"frames\":"
                + frames(walk, f -> {
                    double[] flat = flat(walk, f, SkeletonLayout.BLAZEPOSE_33);
                    return IntStream.range(0, 33)
                            .mapToObj(k -> String.format(
                                    Locale.ROOT,
                                    "{\"x\":%.7f,\"y\":%.7f,\"z\":-0.1,\"visibility\":%.2f}",
                                    flat[3 * k] / 1920,
                                    flat[3 * k + 1] / 1080,
                                    flat[3 * k + 2]))
                            .collect(Collectors.joining(",", "{\"landmarks\":[", "]}"));
                })
                + "}";
    }

    /** The suite's own form. */
    public static String own(SkeletonOverTime walk) {
        StringBuilder json = new StringBuilder("{\"schema\":\"gait-keypoints/1\",\"frame\":\"")
                .append(walk.frame() == CoordinateFrame.IMAGE_PIXELS ? "pixels" : "metres")
                .append("\",\"joints\":")
                .append(Arrays.stream(Joint.values())
                        .map(j -> '"' + j.name() + '"')
                        .toList())
                .append(",\"times_s\":")
                .append(Arrays.toString(walk.timesSeconds()));
        rows(json, "x", walk, (f, j) -> walk.x(f, j));
        rows(json, "y", walk, (f, j) -> walk.y(f, j));
        rows(json, "confidence", walk, (f, j) -> walk.confidence(f, j));
        return json.append('}').toString();
    }

    private interface Value {
        double at(int frame, Joint joint);
    }

    private static void rows(StringBuilder json, String name, SkeletonOverTime walk, Value value) {
        json.append(",\"")
                .append(name)
                .append("\":")
                .append(IntStream.range(0, walk.frames())
                        .mapToObj(f -> Arrays.stream(Joint.values())
                                .map(j -> Double.isNaN(value.at(f, j)) ? "null" : Double.toString(value.at(f, j)))
                                .toList())
                        .toList());
    }

    /** Where a landmark of the plane lies in a laboratory: walking direction, up, and to the side by the side of the body. */
    interface Axes {
        double[] at(double forward, double up, double right);
    }

    static final Axes Y_UP = (forward, up, right) -> new double[] {forward, up, right};
    static final Axes Z_UP_WALKING_BACK = (forward, up, right) -> new double[] {right, 3 - forward, up};

    static double[] place(SkeletonOverTime walk, int frame, Joint joint, Axes axes, double unit) {
        double right = joint.side() == null ? 0 : joint.side() == Side.LEFT ? -0.1 : 0.1;
        double[] at = axes.at(walk.x(frame, joint), walk.y(frame, joint), right);
        return new double[] {at[0] * unit, at[1] * unit, at[2] * unit};
    }

    /** Names of markers by joint. */
    interface Names {
        String of(Joint joint);
    }

    static String keypointName(Joint joint) {
        return switch (joint) {
            case HEAD_TOP -> "Head";
            case NOSE -> "Nose";
            case NECK -> "Neck";
            case LEFT_TOE -> "LBigToe";
            case RIGHT_TOE -> "RBigToe";
            default -> {
                String limb = joint.name().substring(joint.name().indexOf('_') + 1);
                yield joint.name().substring(0, 1)
                        + limb.charAt(0)
                        + limb.substring(1).toLowerCase(Locale.ROOT);
            }
        };
    }

    /** Plug-in Gait's names, with the joint centres that it computes. */
    static String plugInGaitName(Joint joint) {
        String limb = joint.name().substring(joint.name().indexOf('_') + 1);
        String side = joint.name().substring(0, 1);
        return switch (limb) {
            case "TOP" -> "Unused";
            case "NOSE" -> "Unused2";
            case "NECK" -> "C7";
            case "SHOULDER" -> side + "SHO";
            case "ELBOW" -> side + "ELB";
            case "WRIST" -> side + "WJC";
            case "HIP" -> side + "HJC";
            case "KNEE" -> side + "KNE";
            case "ANKLE" -> side + "ANK";
            case "HEEL" -> side + "HEE";
            default -> side + limb.substring(0, 3);
        };
    }

    /** Only what {@link Joint} had from the start: the spines of the pelvis are no part of the walker made of formulas. */
    static List<Joint> joints() {
        List<Joint> joints = new ArrayList<>(List.of(Joint.values()));
        joints.removeIf(joint -> joint.name().endsWith("SIS"));
        return joints;
    }

    public static String trc(SkeletonOverTime walk) {
        return trc(walk, Y_UP, 1, "m", Written::keypointName);
    }

    static String trc(SkeletonOverTime walk, Axes axes, double unit, String unitName, Names names) {
        List<Joint> joints = joints();
        double rate = (walk.frames() - 1) / walk.timeSeconds(walk.frames() - 1);
        StringBuilder out = new StringBuilder("PathFileType\t4\t(X/Y/Z)\twalk.trc\n")
                .append(
                        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames\n")
                .append("%1$s\t%1$s\t%2$d\t%3$d\t%4$s\t%1$s\t1\t%2$d\n"
                        .formatted(rate, walk.frames(), joints.size(), unitName))
                .append("Frame#\tTime\t")
                .append(joints.stream().map(names::of).collect(Collectors.joining("\t\t\t")))
                .append("\t\t\n\t\t")
                .append(IntStream.rangeClosed(1, joints.size())
                        .mapToObj(i -> "X%1$d\tY%1$d\tZ%1$d".formatted(i))
                        .collect(Collectors.joining("\t")))
                .append("\n\n");
        for (int f = 0; f < walk.frames(); f++) {
            out.append(f + 1).append('\t').append(walk.timeSeconds(f));
            for (Joint joint : joints) {
                for (double v : place(walk, f, joint, axes, unit)) {
                    out.append('\t').append(Double.isNaN(v) ? "" : String.format(Locale.ROOT, "%.6f", v));
                }
            }
            out.append('\n');
        }
        return out.toString();
    }

    /** A Vicon trial: millimetres, Z up, walking along -Y, the file's first frame is number 41 of the capture. */
    public static byte[] c3d(SkeletonOverTime walk, List<C3dEvent> events) {
        List<C3dPoint> points = new ArrayList<>();
        int frames = walk.frames();
        for (Joint joint : joints()) {
            double[][] at = new double[3][frames];
            for (int f = 0; f < frames; f++) {
                double[] place = place(walk, f, joint, Z_UP_WALKING_BACK, 1000);
                for (int axis = 0; axis < 3; axis++) {
                    at[axis][f] = place[axis];
                }
            }
            points.add(C3dPoint.of("Anna:" + plugInGaitName(joint), "mm", at[0], at[1], at[2]));
        }
        return C3dWriter.write(new C3dFile(50, 41, frames, points, List.of(), events, C3dParameters.NONE));
    }
}
