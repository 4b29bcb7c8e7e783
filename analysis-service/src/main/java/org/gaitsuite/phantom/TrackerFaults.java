package org.gaitsuite.phantom;

/**
 * What a pose tracker gets wrong, as chances and sizes.
 *
 * @param noisePixels standard deviation of each coordinate, pixels
 * @param noiseSeconds time over which the noise is alike (first-order autoregressive); 0 for noise that is new in every frame
 * @param hiddenShare share of the time in which one whole leg is not seen, in pieces of 0.1 to 0.4 s
 * @param droppedShare share of the frames that are missing, with their time stamps
 * @param exchangedShare share of the frames in which a part of the left leg is called right and the other way round
 * @param extent which part
 */
public record TrackerFaults(
        double noisePixels,
        double noiseSeconds,
        double hiddenShare,
        double droppedShare,
        double exchangedShare,
        Extent extent) {
    /** What of a leg is exchanged at once. */
    public enum Extent {
        LEG,
        ANKLE_AND_FOOT,
        FOOT,
        /** Each time another of the three. */
        ANY
    }

    public TrackerFaults {
        Complaint.unlessWithin("noise", noisePixels, 0, 200, "pixels");
        Complaint.unlessWithin("noise time", noiseSeconds, 0, 10, "s");
        Complaint.unlessWithin("hidden share", hiddenShare, 0, 0.5, "");
        Complaint.unlessWithin("dropped share", droppedShare, 0, 0.5, "");
        Complaint.unlessWithin("exchanged share", exchangedShare, 0, 0.45, "");
    }

    /** White noise and nothing else. */
    public static TrackerFaults noise(double pixels) {
        return new TrackerFaults(pixels, 0, 0, 0, 0, Extent.ANY);
    }

    public TrackerFaults lasting(double seconds) {
        return new TrackerFaults(noisePixels, seconds, hiddenShare, droppedShare, exchangedShare, extent);
    }

    public TrackerFaults hiding(double share) {
        return new TrackerFaults(noisePixels, noiseSeconds, share, droppedShare, exchangedShare, extent);
    }

    public TrackerFaults dropping(double share) {
        return new TrackerFaults(noisePixels, noiseSeconds, hiddenShare, share, exchangedShare, extent);
    }

    public TrackerFaults exchanging(double share, Extent what) {
        return new TrackerFaults(noisePixels, noiseSeconds, hiddenShare, droppedShare, share, what);
    }
}
