package org.gaitsuite.gait;

/**
 * Films a walk that is given in metres of its own plane: a camera that may be rolled, and whose picture may be slant to the walk. Its
 * optical axis meets the plane of the walk at a place along it, at the camera's height.
 */
final class PinholeCamera {
    double focalPixels = 800;
    double distanceMetres = 4;
    double heightMetres = 1.1;

    /** Place along the walk, m, at which the camera looks. */
    double aimMetres = 3;

    /** Angle between the walk and the picture: positive when the walk goes away. */
    double obliqueDegrees;

    /** Clockwise turn of the camera. */
    double rollDegrees;

    /** Rise of the ground along the walk. */
    double slopeDegrees;

    private static final double CENTRE_X = 640;
    private static final double CENTRE_Y = 360;

    SkeletonOverTime film(SkeletonOverTime metres) {
        return Skeletons.make(CoordinateFrame.IMAGE_PIXELS, metres.timesSeconds(), (f, joint) -> {
            if (Double.isNaN(metres.x(f, joint))) {
                return new double[] {Double.NaN, Double.NaN, 0};
            }
            PicturePoint seen = see(metres.x(f, joint), metres.y(f, joint));
            boolean inside = seen.x() >= 0 && seen.x() < 2 * CENTRE_X && seen.y() >= 0 && seen.y() < 2 * CENTRE_Y;
            return new double[] {seen.x(), seen.y(), inside ? metres.confidence(f, joint) : 0};
        });
    }

    /** A point of the plane of the walk, x along the ground and y up from it, metres. */
    PicturePoint see(double alongMetres, double upMetres) {
        double slope = Math.toRadians(slopeDegrees);
        double along = (alongMetres - aimMetres) * Math.cos(slope) - upMetres * Math.sin(slope);
        double up = (alongMetres - aimMetres) * Math.sin(slope) + upMetres * Math.cos(slope) - heightMetres;
        double oblique = Math.toRadians(obliqueDegrees);
        double depth = distanceMetres + along * Math.sin(oblique);
        double right = focalPixels * along * Math.cos(oblique) / depth;
        double above = focalPixels * up / depth;
        double roll = Math.toRadians(rollDegrees);
        return new PicturePoint(
                CENTRE_X + right * Math.cos(roll) - above * Math.sin(roll),
                CENTRE_Y - right * Math.sin(roll) - above * Math.cos(roll));
    }
}
