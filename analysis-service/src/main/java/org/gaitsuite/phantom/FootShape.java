package org.gaitsuite.phantom;

/**
 * The foot seen from the side: a rear foot from heel to ball and a toe segment hinged at the ball. The shape depends on the pitch of the
 * rear foot alone: as the heel rises the toes bend, at first staying flat on the ground and then giving way, so that the tip of the toe is the pivot
 * from heel rise to toe off, and the heel is the pivot from heel strike to foot flat. Coordinates (u forward, y up) are in metres.
 */
final class FootShape {
    /** The bend of the toes approaches this, in radians: about the passive extension of the metatarsal joints at push-off. */
    private static final double LARGEST_TOE_BEND = Math.toRadians(50);

    private final double heelRadius;
    private final double ballRadius;
    private final double toeRadius;
    private final Point heel;
    private final Point ball;
    private final Point toe;
    private final Point heelMark;
    private final Point toeMark;

    /** A point of the foot relative to the ankle. */
    record Point(double u, double y) {
        Point plus(Point o) {
            return new Point(u + o.u, y + o.y);
        }

        Point minus(Point o) {
            return new Point(u - o.u, y - o.y);
        }

        Point turned(double radians) {
            double c = Math.cos(radians);
            double s = Math.sin(radians);
            return new Point(u * c - y * s, u * s + y * c);
        }
    }

    /**
     * The foot at some pitch; points relative to the ankle.
     *
     * @param heelMark rearmost point of the calcaneus
     * @param toeMark tip of the hallux
     */
    record Posed(Point heel, Point ball, Point toe, Point heelMark, Point toeMark) {}

    FootShape(BodyProportions body) {
        double length = body.footLength();
        double ankleHeight = body.ankleHeight();
        double ankleFromRear = 0.25 * length;
        this.heelRadius = 0.105 * length;
        this.ballRadius = 0.085 * length;
        this.toeRadius = 0.055 * length;
        this.heel = new Point(heelRadius - ankleFromRear, heelRadius - ankleHeight);
        this.ball = new Point(0.72 * length - ankleFromRear, ballRadius - ankleHeight);
        this.toe = new Point(length - toeRadius - ankleFromRear, toeRadius - ankleHeight);
        double drop = heelRadius - toeRadius;
        this.heelMark = heel.minus(new Point(Math.sqrt(heelRadius * heelRadius - drop * drop), drop));
        this.toeMark = toe.plus(new Point(toeRadius, 0));
    }

    double heelRadius() {
        return heelRadius;
    }

    double ballRadius() {
        return ballRadius;
    }

    double toeRadius() {
        return toeRadius;
    }

    /** Horizontal distance from the heel's pivot to the toe's with the foot flat. */
    double pivotSpacing() {
        return toe.u() - heel.u();
    }

    /** @param pitch of the rear foot in radians, toes up positive */
    Posed posed(double pitch) {
        double bend = pitch < 0 ? LARGEST_TOE_BEND * Math.tanh(-pitch / LARGEST_TOE_BEND) : 0;
        Point turnedBall = ball.turned(pitch);
        double toePitch = pitch + bend;
        return new Posed(
                heel.turned(pitch),
                turnedBall,
                turnedBall.plus(toe.minus(ball).turned(toePitch)),
                heelMark.turned(pitch),
                turnedBall.plus(toeMark.minus(ball).turned(toePitch)));
    }

    /** Height of the sole's lowest point above the ankle (negative: below it) at this pitch. */
    double lowest(double pitch) {
        Posed p = posed(pitch);
        return Math.min(
                p.heel().y() - heelRadius,
                Math.min(p.ball().y() - ballRadius, p.toe().y() - toeRadius));
    }
}
