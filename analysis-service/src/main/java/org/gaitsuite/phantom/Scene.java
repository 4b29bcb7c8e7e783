package org.gaitsuite.phantom;

/**
 * What is filmed besides the walker, and how well the camera films.
 *
 * @param clutter amount of furniture and pattern behind the walk, 0 a bare room, 1 full
 * @param noiseSigma standard deviation of the sensor noise, grey levels of 255
 * @param shutterShare share of the frame interval that the shutter is open: the motion blur; 0 freezes
 * @param lightingGradient how much darker one side of the picture is, 0..1
 */
public record Scene(
        double clutter,
        double noiseSigma,
        double shutterShare,
        double lightingGradient,
        SecondPerson secondPerson,
        Occlusion occlusion) {
    /** Somebody else in the picture, farther away than the walker. */
    public enum SecondPerson {
        NONE,
        WALKS_PAST,
        STANDS
    }

    /** Something between the camera and the walk. */
    public enum Occlusion {
        NONE,
        POST,
        CHAIR
    }

    public static final Scene DEFAULT = new Scene(0.6, 2.5, 0.4, 0.15, SecondPerson.NONE, Occlusion.NONE);

    public Scene {
        Complaint.unlessWithin("background clutter", clutter, 0, 1, "");
        Complaint.unlessWithin("noise sigma", noiseSigma, 0, 40, "grey levels");
        Complaint.unlessWithin("shutter share", shutterShare, 0, 1, "");
        Complaint.unlessWithin("lighting gradient", lightingGradient, 0, 0.9, "");
    }
}
