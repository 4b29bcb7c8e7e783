package org.gaitsuite.phantom;

import org.gaitsuite.gait.View;
import org.gaitsuite.gait.WalkingDirection;

/**
 * A pinhole camera. Picture coordinates are pixels from the upper left corner of the upper left pixel, x to the right and y down, so the middle of
 * that pixel is (0.5, 0.5).
 */
final class Camera {
    private static final double AIM_HEIGHT = 1.0;
    private final Vec3 eye;
    private final Vec3 right;
    private final Vec3 up;
    private final Vec3 forward;
    private final double focal;
    private final double centreX;
    private final double centreY;

    private Camera(Vec3 eye, Vec3 right, Vec3 up, Vec3 forward, double focal, double centreX, double centreY) {
        this.eye = eye;
        this.right = right;
        this.up = up;
        this.forward = forward;
        this.focal = focal;
        this.centreX = centreX;
        this.centreY = centreY;
    }

    static Camera of(PhantomSettings settings) {
        CameraPlacement placement = settings.camera();
        Vec3 towards = turned(lookAlong(settings.direction()), placement.obliqueDegrees());
        double pitch = Math.toRadians(placement.pitchDegrees());
        double distance = placement.distanceMetres();
        Vec3 eye = new Vec3(0, AIM_HEIGHT + distance * Math.tan(pitch), 0).minus(towards.times(distance));
        Vec3 forward = towards.times(Math.cos(pitch)).minus(Vec3.UP.times(Math.sin(pitch)));
        Vec3 level = forward.cross(Vec3.UP).unit();
        Vec3 above = level.cross(forward);
        double roll = Math.toRadians(placement.rollDegrees());
        Vec3 right = level.times(Math.cos(roll)).minus(above.times(Math.sin(roll)));
        Vec3 up = above.times(Math.cos(roll)).plus(level.times(Math.sin(roll)));
        double shown = settings.view() == View.SIDE ? distance : settings.nearest();
        double focal = settings.pictureHeight() * shown / placement.visibleHeightMetres();
        return new Camera(
                eye, right, up, forward, focal, settings.pictureWidth() / 2.0, settings.pictureHeight() / 2.0);
    }

    /** The walk goes along +x; the camera looks so that this is the asked direction in the picture. */
    private static Vec3 lookAlong(WalkingDirection direction) {
        return switch (direction) {
            case RIGHT -> new Vec3(0, 0, -1);
            case LEFT -> new Vec3(0, 0, 1);
            case TOWARDS_CAMERA -> new Vec3(-1, 0, 0);
            case AWAY_FROM_CAMERA -> new Vec3(1, 0, 0);
        };
    }

    /** From across the walk it turns with the walk, from along it to the side. */
    private static Vec3 turned(Vec3 look, double degrees) {
        Vec3 aside = look.x() == 0 ? new Vec3(1, 0, 0) : new Vec3(0, 0, 1);
        double angle = Math.toRadians(degrees);
        return look.times(Math.cos(angle)).plus(aside.times(Math.sin(angle)));
    }

    /**
     * A point in the picture.
     *
     * @param depth metres along the camera's axis; not positive behind the camera
     */
    record Seen(double x, double y, double depth) {}

    Seen project(Vec3 p) {
        Vec3 d = p.minus(eye);
        double depth = d.dot(forward);
        double scale = focal / depth;
        return new Seen(centreX + scale * d.dot(right), centreY - scale * d.dot(up), depth);
    }

    /** The direction through a picture point, not of unit length: its part along the axis is 1. */
    Vec3 ray(double x, double y) {
        return forward.plus(right.times((x - centreX) / focal)).plus(up.times((centreY - y) / focal));
    }

    Vec3 eye() {
        return eye;
    }

    Vec3 right() {
        return right;
    }

    Vec3 up() {
        return up;
    }

    Vec3 forward() {
        return forward;
    }

    double focal() {
        return focal;
    }
}
