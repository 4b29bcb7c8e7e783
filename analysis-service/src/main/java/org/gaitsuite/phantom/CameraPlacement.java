package org.gaitsuite.phantom;

/**
 * Where the camera stands. It always aims at the middle of the walk, one metre above the ground.
 *
 * @param rollDegrees clockwise turn of the camera about its axis: the picture's horizon falls to the left
 * @param pitchDegrees downward look; the camera stands accordingly higher
 * @param distanceMetres to the line of the walk in a side view; to the middle of the walk in a frontal one
 * @param obliqueDegrees turn of the camera's place about the middle of the walk, away from square to it or in line with it: positive in a side view
 *     when the walker goes away, in a frontal one when she goes to the right of where she comes from or goes to
 * @param visibleHeightMetres height that the picture shows: at the line of the walk in a side view, at the nearest point in a frontal one
 */
public record CameraPlacement(
        double rollDegrees,
        double pitchDegrees,
        double obliqueDegrees,
        double distanceMetres,
        double visibleHeightMetres) {
    public CameraPlacement {
        Complaint.unlessWithin("camera roll", rollDegrees, -30, 30, "degrees");
        Complaint.unlessWithin("camera pitch", pitchDegrees, -10, 40, "degrees");
        Complaint.unlessWithin("camera obliqueness", obliqueDegrees, -90, 90, "degrees");
        Complaint.unlessWithin("camera distance", distanceMetres, 1.5, 60, "m");
        Complaint.unlessWithin("visible height", visibleHeightMetres, 1.2, 12, "m");
    }
}
