package org.gaitsuite.recording;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gaitsuite.gait.Side;
import org.jspecify.annotations.Nullable;

/**
 * Which landmark a marker's name means, in the marker sets that are read here: Plug-in Gait, Helen Hayes and CGM ({@code LHEE},
 * {@code RASI}, also with a subject as in {@code Anna:LHEE}), the joint centres that they compute ({@code LHJC}; Plug-in Gait's segments,
 * where the femur's {@code LFEP} is the hip, its origin {@code LFEO} the knee and the tibia's {@code LTIO} the ankle), OpenSim's models
 * ({@code R.Heel}, {@code L.Toe.Tip}, {@code r_calc_study}) and keypoint models ({@code LHip}, {@code RBigToe}). Case, points and
 * underscores play no part.
 */
final class MarkerNames {
    /** A landmark, and how much it is preferred to others of the same landmark: 0 first. */
    record Meaning(Landmark landmark, int rank) {}

    /**
     * A landmark of a marker set, on one side or the midline.
     *
     * @param side null on the midline
     */
    record Landmark(Site site, @Nullable Side side) {}

    /** Where on the body. */
    enum Site {
        HEAD_TOP,
        NOSE,
        NECK,
        C7,
        SACRUM,
        SHOULDER,
        ELBOW,
        WRIST,
        /** The two sides of the wrist; the joint lies between them. */
        WRIST_THUMB,
        WRIST_FINGER,
        HIP,
        KNEE,
        ANKLE,
        HEEL,
        TOE,
        ASIS,
        PSIS
    }

    private static final Map<String, Site> MIDLINE = Map.ofEntries(
            Map.entry("head", Site.HEAD_TOP),
            Map.entry("headtop", Site.HEAD_TOP),
            Map.entry("tophead", Site.HEAD_TOP),
            Map.entry("nose", Site.NOSE),
            Map.entry("neck", Site.NECK),
            Map.entry("c7", Site.C7),
            Map.entry("sacr", Site.SACRUM),
            Map.entry("sacrum", Site.SACRUM),
            Map.entry("vsacral", Site.SACRUM),
            Map.entry("vsacr", Site.SACRUM));

    private static final Map<String, Meaning> LIMBS = new HashMap<>();

    static {
        limb(Site.SHOULDER, "sho", "shoulder", "acromion", "acromium", "acr");
        limb(Site.ELBOW, "elbow", "elb", "ejc");
        limb(Site.WRIST, "wrist", "wjc");
        limb(Site.WRIST_THUMB, "wra");
        limb(Site.WRIST_FINGER, "wrb");
        limb(Site.HIP, "hjc", "fep", "hip");
        limb(Site.KNEE, "kjc", "feo", "knee", "kne", "kneelat");
        limb(Site.ANKLE, "ajc", "tio", "ankle", "ank", "anklelat");
        limb(Site.HEEL, "heel", "hee", "calc", "cal");
        limb(Site.TOE, "bigtoe", "toe", "toetip", "hallux");
        limb(Site.ASIS, "asi", "asis");
        limb(Site.PSIS, "psi", "psis");
    }

    private MarkerNames() {}

    private static void limb(Site site, String... names) {
        for (int rank = 0; rank < names.length; rank++) {
            LIMBS.put(names[rank], new Meaning(new Landmark(site, null), rank));
        }
    }

    /** Empty for a marker that is of no use to gait analysis, or unknown. */
    static Optional<Meaning> of(String marker) {
        String bare = marker.substring(marker.lastIndexOf(':') + 1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]", "");
        String name = bare.endsWith("study") ? bare.substring(0, bare.length() - "study".length()) : bare;
        Site midline = MIDLINE.get(name);
        if (midline != null) {
            return Optional.of(new Meaning(new Landmark(midline, null), 0));
        }
        return limb(name, "left", Side.LEFT)
                .or(() -> limb(name, "right", Side.RIGHT))
                .or(() -> limb(name, "l", Side.LEFT))
                .or(() -> limb(name, "r", Side.RIGHT));
    }

    private static Optional<Meaning> limb(String name, String prefix, Side side) {
        Meaning meaning = name.startsWith(prefix) ? LIMBS.get(name.substring(prefix.length())) : null;
        return meaning == null
                ? Optional.empty()
                : Optional.of(new Meaning(new Landmark(meaning.landmark().site(), side), meaning.rank()));
    }
}
