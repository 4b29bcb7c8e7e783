package org.gaitsuite.recording;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gaitsuite.gait.Joint;

/**
 * The names of landmarks in marker files, TRC and C3D: those of the keypoint models that Pose2Sim and Sports2D hand to OpenSim (BODY_25
 * and HALPE_26), for instance {@code LHip}, {@code RKnee}, {@code LBigToe}; for the pelvis' spines, which only marker data have, those
 * of the Plug-in Gait marker set ({@code LASI}, {@code RPSI}).
 */
public final class TrcNames {
    private static final Map<String, Joint> JOINTS = new LinkedHashMap<>();

    static {
        Arrays.stream(Joint.values()).forEach(joint -> JOINTS.put(of(joint), joint));
    }

    private TrcNames() {}

    /** The marker name of a landmark. */
    public static String of(Joint joint) {
        if (joint == Joint.HEAD_TOP) {
            return "Head";
        }
        if (joint.side() == null) {
            return capitalised(joint.name());
        }
        String side = joint.side().name();
        return side.charAt(0) + limb(joint.name().substring(side.length() + 1));
    }

    /** The landmark of a marker name as {@link #of} gives it; empty for any other name. */
    public static Optional<Joint> joint(String marker) {
        return Optional.ofNullable(JOINTS.get(marker));
    }

    private static String limb(String limb) {
        return switch (limb) {
            case "TOE" -> "BigToe";
            case "ASIS" -> "ASI";
            case "PSIS" -> "PSI";
            default -> capitalised(limb);
        };
    }

    private static String capitalised(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
