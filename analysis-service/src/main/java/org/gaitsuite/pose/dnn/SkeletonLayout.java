package org.gaitsuite.pose.dnn;

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
    /** Fang et al., AlphaPose, 2022: COCO with head, neck and feet. */
    HALPE_26(26, 3, 4, halpe()),
    /** Cao et al., OpenPose, 2019. */
    BODY_25(25, 18, 17, body25()),
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

    @Nullable
    Integer placeOf(Joint joint) {
        return places.get(joint);
    }

    /**
     * Copies landmarks to joints; the neck and the top of the head are derived where the layout lacks them.
     *
     * @param x one value a joint, filled in; untouched where the layout has no such joint
     */
    void fill(Landmarks pixels, double[] x, double[] y, double[] confidence) {
        places.forEach((joint, place) -> {
            x[joint.ordinal()] = pixels.x()[place];
            y[joint.ordinal()] = pixels.y()[place];
            confidence[joint.ordinal()] = pixels.confidence()[place];
        });
        int neck = NECK.ordinal();
        if (!places.containsKey(NECK)) {
            int left = LEFT_SHOULDER.ordinal();
            int right = RIGHT_SHOULDER.ordinal();
            x[neck] = (x[left] + x[right]) / 2;
            y[neck] = (y[left] + y[right]) / 2;
            confidence[neck] = Math.min(confidence[left], confidence[right]);
        }
        int top = HEAD_TOP.ordinal();
        if (!places.containsKey(HEAD_TOP)) {
            double earX = (pixels.x()[leftEar] + pixels.x()[rightEar]) / 2;
            double earY = (pixels.y()[leftEar] + pixels.y()[rightEar]) / 2;
            double ears = Math.max(pixels.confidence()[leftEar], pixels.confidence()[rightEar]);
            x[top] = x[neck] + (earX - x[neck]) * HEAD_TOP_BEYOND_SHOULDERS;
            y[top] = y[neck] + (earY - y[neck]) * HEAD_TOP_BEYOND_SHOULDERS;
            confidence[top] = TRUST_IN_DERIVED * Math.min(ears, confidence[neck]);
        }
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
