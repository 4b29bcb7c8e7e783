package org.gaitsuite.gait;

import java.util.Arrays;
import java.util.List;

/**
 * Something a foot does when it meets or leaves the ground. No single one tells the contact for every walker: how long before or after
 * it they come differs with speed and manner of walking, for some signs one way and for others the other way.
 *
 * <p>Each carries its bias, seconds plus a share of the stride time from the contact to the sign, negative where it comes early, and its
 * scatter from stride to stride. Both were measured on ten walks of ten people (93 contacts with force-plate or hand labels, markers,
 * low-pass 6 Hz) as medians over people of the medians within each; whether time or share serves better was told by which differs less between
 * people.
 */
enum ContactSign {
    /** The heel is furthest in front of the pelvis (Zeni, Richards &amp; Higginson 2008). */
    HEEL_FURTHEST_AHEAD(EventType.HEEL_STRIKE, new Bias(-0.0362, 0), 0.009) {
        @Override
        double near(FootMotion foot, double from, double to) {
            return Peaks.highest(foot.heelAhead(), from, to);
        }
    },
    /**
     * The heel's forward speed has fallen below 15 % of the walking speed (after Ghoussayni, Stevens, Durham &amp; Ewins, Gait &amp; Posture 20,
     * 2004, 266–272, who take a fixed speed).
     */
    HEEL_COMES_TO_REST(EventType.HEEL_STRIKE, new Bias(0.0152, 0), 0.009) {
        @Override
        double near(FootMotion foot, double from, double to) {
            return Peaks.firstFall(foot.heelSpeed(), AT_REST, from, to);
        }
    },
    /** The toe is highest over the heel, before the foot slaps down. */
    FOOT_PITCHED_MOST(EventType.HEEL_STRIKE, new Bias(0, -0.0439), 0.007) {
        @Override
        double near(FootMotion foot, double from, double to) {
            return Peaks.highest(foot.pitch(), from, to);
        }
    },
    /** The middle of the foot falls fastest (O'Connor, Thorpe, O'Malley &amp; Vaughan 2007). */
    MIDFOOT_FALLS_FASTEST(EventType.HEEL_STRIKE, new Bias(0, 0.0064), 0.009) {
        @Override
        double near(FootMotion foot, double from, double to) {
            return Peaks.highest(foot.midfootRise().negated(), from, to);
        }
    },
    /** The shank, swung out forward, turns back over the foot fastest: the weight comes onto the leg. */
    SHANK_TURNS_BACK_FASTEST(EventType.HEEL_STRIKE, new Bias(0.039, 0), 0.009) {
        @Override
        double near(FootMotion foot, double from, double to) {
            return Peaks.highest(foot.shankRate().negated(), from, to);
        }
    },
    /** The toe is furthest behind the pelvis (Zeni, Richards &amp; Higginson 2008). */
    TOE_FURTHEST_BEHIND(EventType.TOE_OFF, new Bias(0.008, 0), 0.007) {
        @Override
        double near(FootMotion foot, double from, double to) {
            return Peaks.highest(foot.toeAhead().negated(), from, to);
        }
    },
    /** The heel rises fastest over the toe. */
    FOOT_TURNS_FASTEST(EventType.TOE_OFF, new Bias(0, -0.0369), 0.005) {
        @Override
        double near(FootMotion foot, double from, double to) {
            return Peaks.highest(foot.pitchRate().negated(), from, to);
        }
    },
    /** The foot has all but ceased to turn over its toe: the rate is back at 40 % of its extreme. */
    FOOT_CEASES_TO_TURN(EventType.TOE_OFF, new Bias(0.0232, 0), 0.005) {
        @Override
        double near(FootMotion foot, double from, double to) {
            Signal turning = foot.pitchRate().negated();
            double fastest = Peaks.highest(turning, from, to);
            return Double.isNaN(fastest)
                    ? Double.NaN
                    : Peaks.firstFall(turning, TURN_CEASED * turning.at(fastest), fastest, to);
        }
    },
    /** The toe rises fastest. */
    TOE_RISES_FASTEST(EventType.TOE_OFF, new Bias(0.0264, 0), 0.009) {
        @Override
        double near(FootMotion foot, double from, double to) {
            return Peaks.highest(foot.toeRise(), from, to);
        }
    };

    private static final double AT_REST = 0.15;
    private static final double TURN_CEASED = 0.4;

    /** Time from the contact to a sign, or to a detector's mark: seconds plus a share of the stride. */
    record Bias(double seconds, double shareOfStride) {
        double at(double strideSeconds) {
            return seconds + shareOfStride * strideSeconds;
        }
    }

    private final EventType type;
    private final Bias bias;
    private final double scatterSeconds;

    ContactSign(EventType type, Bias bias, double scatterSeconds) {
        this.type = type;
        this.bias = bias;
        this.scatterSeconds = scatterSeconds;
    }

    static List<ContactSign> of(EventType type) {
        return Arrays.stream(values()).filter(sign -> sign.type == type).toList();
    }

    EventType type() {
        return type;
    }

    Bias bias() {
        return bias;
    }

    /** Standard deviation within a walk of good markers, seconds. */
    double scatterSeconds() {
        return scatterSeconds;
    }

    /** When the foot does this between two times, seconds; NaN when it does not there, or was not seen. */
    abstract double near(FootMotion foot, double from, double to);
}
