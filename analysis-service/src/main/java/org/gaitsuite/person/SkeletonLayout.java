package org.gaitsuite.person;

import static org.gaitsuite.gait.Joint.HEAD_TOP;
import static org.gaitsuite.gait.Joint.LEFT_ANKLE;
import static org.gaitsuite.gait.Joint.LEFT_ELBOW;
import static org.gaitsuite.gait.Joint.LEFT_HEEL;
import static org.gaitsuite.gait.Joint.LEFT_HIP;
import static org.gaitsuite.gait.Joint.LEFT_KNEE;
import static org.gaitsuite.gait.Joint.LEFT_SHOULDER;
import static org.gaitsuite.gait.Joint.LEFT_TOE;
import static org.gaitsuite.gait.Joint.LEFT_WRIST;
import static org.gaitsuite.gait.Joint.NECK;
import static org.gaitsuite.gait.Joint.NOSE;
import static org.gaitsuite.gait.Joint.RIGHT_SHOULDER;

import java.util.EnumMap;
import java.util.Map;
import org.gaitsuite.gait.Joint;
import org.jspecify.annotations.Nullable;

/** Which landmark of a network is which joint. */
@SuppressWarnings("ImmutableEnumChecker") // the maps are copies that cannot be written to
public enum SkeletonLayout {
    /** Lin et al., Microsoft COCO, 2014: no feet. */
    COCO_17(17, 3, 4, coco()),
    /** Cao et al., OpenPose, 2017: COCO in another order, with the neck; no feet. */
    COCO_18(18, 17, 16, coco18()),
    /** Fang et al., AlphaPose, 2022: COCO with head, neck and feet. */
    HALPE_26(26, 3, 4, halpe()),
    /** Fang et al., AlphaPose, 2022: HALPE-26, then face and hands. */
    HALPE_136(136, 3, 4, halpe()),
    /** Jin et al., Whole-Body Human Pose Estimation in the Wild, 2020: COCO with feet, then face and hands. */
    COCO_WHOLEBODY_133(133, 3, 4, wholeBody()),
    /** Cao et al., OpenPose, 2019. */
    BODY_25(25, 18, 17, body25()),
    /** Hidalgo et al., Single-Network Whole-Body Pose Estimation, 2019: COCO with neck, head and feet. */
    BODY_25B(25, 3, 4, body25b()),
    /** Bazarevsky et al., BlazePose, 2020. */
    BLAZEPOSE_33(33, 7, 8, blazePose());

    /**
     * Where the top of the head lies on the line from the mid shoulders through the mid ears, as a multiple of their distance. From
     * segment heights in Drillis and Contini (1966): acromion 0.818 and vertex 1 of body height; the ear canal at about 0.93 of it.
     */
    private static final double HEAD_TOP_BEYOND_SHOULDERS = (1 - 0.818) / (0.93 - 0.818);

    /** A derived landmark is trusted less than those that it comes from. */
    private static final double TRUST_IN_DERIVED = 0.8;

    private final int landmarks;
    private final int leftEar;
    private final int rightEar;
    private final Map<Joint, Integer> places;

    SkeletonLayout(int landmarks, int leftEar, int rightEar, Map<Joint, Integer> places) {
        this.landmarks = landmarks;
        this.leftEar = leftEar;
        this.rightEar = rightEar;
        this.places = Map.copyOf(places);
    }

    /** How many landmarks the network has. */
    public int landmarks() {
        return landmarks;
    }

    /** Whether heel and toe are among them. */
    public boolean hasFeet() {
        return places.containsKey(LEFT_HEEL);
    }

    /** The index of the landmark that is this joint, null where there is none. */
    public @Nullable Integer placeOf(Joint joint) {
        return places.get(joint);
    }

    /**
     * Copies landmarks to joints; the neck and the top of the head are derived where the layout lacks them. Of a pair from which they are
     * derived one may be unseen, as the far ear usually is from the side.
     *
     * @param landmarkX one value a landmark
     * @param landmarkConfidence likewise; 0 where it was not seen
     * @param x one value a joint, filled in; untouched where the layout has no such joint
     */
    public void fill(
            double[] landmarkX,
            double[] landmarkY,
            double[] landmarkConfidence,
            double[] x,
            double[] y,
            double[] confidence) {
        places.forEach((joint, place) -> {
            x[joint.ordinal()] = landmarkX[place];
            y[joint.ordinal()] = landmarkY[place];
            confidence[joint.ordinal()] = landmarkConfidence[place];
        });
        int neck = NECK.ordinal();
        if (!places.containsKey(NECK)) {
            int left = LEFT_SHOULDER.ordinal();
            int right = RIGHT_SHOULDER.ordinal();
            double share = shareOfRight(confidence[left], confidence[right]);
            x[neck] = between(x[left], x[right], share);
            y[neck] = between(y[left], y[right], share);
            confidence[neck] = share == 0.5
                    ? Math.min(confidence[left], confidence[right])
                    : TRUST_IN_DERIVED * Math.max(confidence[left], confidence[right]);
        }
        int top = HEAD_TOP.ordinal();
        if (!places.containsKey(HEAD_TOP)) {
            double share = shareOfRight(landmarkConfidence[leftEar], landmarkConfidence[rightEar]);
            double earX = between(landmarkX[leftEar], landmarkX[rightEar], share);
            double earY = between(landmarkY[leftEar], landmarkY[rightEar], share);
            double ears = Math.max(landmarkConfidence[leftEar], landmarkConfidence[rightEar]);
            x[top] = x[neck] + (earX - x[neck]) * HEAD_TOP_BEYOND_SHOULDERS;
            y[top] = y[neck] + (earY - y[neck]) * HEAD_TOP_BEYOND_SHOULDERS;
            confidence[top] = TRUST_IN_DERIVED * Math.min(ears, confidence[neck]);
        }
    }

    /** The middle, or the one that was seen. */
    private static double shareOfRight(double confidenceOfLeft, double confidenceOfRight) {
        if (confidenceOfLeft > 0 == confidenceOfRight > 0) {
            return 0.5;
        }
        return confidenceOfRight > 0 ? 1 : 0;
    }

    private static double between(double left, double right, double shareOfRight) {
        if (shareOfRight == 0) {
            return left;
        }
        return shareOfRight == 1 ? right : (left + right) / 2;
    }

    private static Map<Joint, Integer> coco() {
        Map<Joint, Integer> map = new EnumMap<>(Joint.class);
        map.put(NOSE, 0);
        pair(map, LEFT_SHOULDER, 5, 6);
        pair(map, LEFT_ELBOW, 7, 8);
        pair(map, LEFT_WRIST, 9, 10);
        pair(map, LEFT_HIP, 11, 12);
        pair(map, LEFT_KNEE, 13, 14);
        pair(map, LEFT_ANKLE, 15, 16);
        return map;
    }

    private static Map<Joint, Integer> halpe() {
        Map<Joint, Integer> map = coco();
        map.put(HEAD_TOP, 17);
        map.put(NECK, 18);
        pair(map, LEFT_TOE, 20, 21);
        pair(map, LEFT_HEEL, 24, 25);
        return map;
    }

    private static Map<Joint, Integer> wholeBody() {
        Map<Joint, Integer> map = coco();
        pair(map, LEFT_TOE, 17, 20);
        pair(map, LEFT_HEEL, 19, 22);
        return map;
    }

    private static Map<Joint, Integer> body25b() {
        Map<Joint, Integer> map = coco();
        map.put(NECK, 17);
        map.put(HEAD_TOP, 18);
        pair(map, LEFT_TOE, 19, 22);
        pair(map, LEFT_HEEL, 21, 24);
        return map;
    }

    private static Map<Joint, Integer> coco18() {
        Map<Joint, Integer> map = new EnumMap<>(Joint.class);
        map.put(NOSE, 0);
        map.put(NECK, 1);
        pair(map, LEFT_SHOULDER, 5, 2);
        pair(map, LEFT_ELBOW, 6, 3);
        pair(map, LEFT_WRIST, 7, 4);
        pair(map, LEFT_HIP, 11, 8);
        pair(map, LEFT_KNEE, 12, 9);
        pair(map, LEFT_ANKLE, 13, 10);
        return map;
    }

    private static Map<Joint, Integer> body25() {
        Map<Joint, Integer> map = new EnumMap<>(Joint.class);
        map.put(NOSE, 0);
        map.put(NECK, 1);
        pair(map, LEFT_SHOULDER, 5, 2);
        pair(map, LEFT_ELBOW, 6, 3);
        pair(map, LEFT_WRIST, 7, 4);
        pair(map, LEFT_HIP, 12, 9);
        pair(map, LEFT_KNEE, 13, 10);
        pair(map, LEFT_ANKLE, 14, 11);
        pair(map, LEFT_TOE, 19, 22);
        pair(map, LEFT_HEEL, 21, 24);
        return map;
    }

    private static Map<Joint, Integer> blazePose() {
        Map<Joint, Integer> map = new EnumMap<>(Joint.class);
        map.put(NOSE, 0);
        pair(map, LEFT_SHOULDER, 11, 12);
        pair(map, LEFT_ELBOW, 13, 14);
        pair(map, LEFT_WRIST, 15, 16);
        pair(map, LEFT_HIP, 23, 24);
        pair(map, LEFT_KNEE, 25, 26);
        pair(map, LEFT_ANKLE, 27, 28);
        pair(map, LEFT_HEEL, 29, 30);
        pair(map, LEFT_TOE, 31, 32);
        return map;
    }

    private static void pair(Map<Joint, Integer> map, Joint left, int placeOfLeft, int placeOfRight) {
        map.put(left, placeOfLeft);
        map.put(left.mirrored(), placeOfRight);
    }
}
