package org.gaitsuite.gait;

/**
 * From the input into the plane of the walk, x forward along the ground and y up from it. A vertical plane that is not square to the
 * camera is seen as any plane is: sizes change in proportion to the place across the picture, so a place is divided by the size there.
 *
 * @param forward +1 when the walk goes towards growing x of the input, −1 otherwise
 * @param up +1 when y of the input points up, −1 when it points down
 * @param cosine of the angle by which the ground rises towards growing x
 * @param sine of that angle
 * @param centre place across the input at which sizes are taken
 * @param row place up the input on which the ground lies at {@code centre}: what is there stays there, and what is above it shrinks towards it
 * @param growth relative growth of sizes per unit of the place across; 0 for a walk square to the camera
 * @param rise by which the ground seems to rise per unit of the place across, because the walker comes nearer or goes away
 * @param stretch 1 / cos of the angle between walk and picture
 */
record WalkPlane(
        int forward,
        double up,
        double cosine,
        double sine,
        double centre,
        double row,
        double growth,
        double rise,
        double stretch)
        implements Landmarks.Place {
    static WalkPlane square(int forward, CoordinateFrame frame) {
        return new WalkPlane(forward, frame == CoordinateFrame.IMAGE_PIXELS ? -1 : 1, 1, 0, 0, 0, 0, 0, 1);
    }

    /** @param radians by which the ground rises towards growing x */
    WalkPlane turned(double radians) {
        return new WalkPlane(forward, up, Math.cos(radians), Math.sin(radians), centre, row, growth, rise, stretch);
    }

    WalkPlane seen(Perspective perspective) {
        return new WalkPlane(
                forward,
                up,
                cosine,
                sine,
                perspective.centre(),
                perspective.groundRow(),
                perspective.growth(),
                perspective.groundRise(),
                perspective.stretch());
    }

    @Override
    public double x(double x, double y) {
        double across = across(x, y);
        return forward * stretch * across / (1 + growth * across);
    }

    @Override
    public double y(double x, double y) {
        double across = across(x, y);
        double above = cosine * up * (y - row) - sine * (x - centre) - rise * across;
        return above / (1 + growth * across);
    }

    private double across(double x, double y) {
        return cosine * (x - centre) + sine * up * (y - row);
    }

    /** Length in the walk of a line between two points of the input. */
    double length(PicturePoint from, PicturePoint to) {
        return Math.hypot(x(to.x(), to.y()) - x(from.x(), from.y()), y(to.x(), to.y()) - y(from.x(), from.y()));
    }
}
