package org.gaitsuite.gait;

import org.jspecify.annotations.Nullable;

/**
 * How a walk is to be read.
 *
 * @param view null lets the walk tell
 * @param cutOffHertz low-pass cut-off of the landmark filter, Hz (default 6)
 * @param maximumGapSeconds gaps up to this long are interpolated, longer ones stay open
 * @param place what is known of the ground and the camera
 * @param contacts how contacts are found in a walk seen from the side
 */
public record GaitOptions(
        @Nullable View view,
        WalkingSurface surface,
        double cutOffHertz,
        double maximumGapSeconds,
        FilmedPlace place,
        ContactMethod contacts) {
    public static final GaitOptions DEFAULT = new GaitOptions(null, WalkingSurface.AUTOMATIC, 6.0, 0.2);

    /** With nothing known of the place. */
    public GaitOptions(@Nullable View view, WalkingSurface surface, double cutOffHertz, double maximumGapSeconds) {
        this(view, surface, cutOffHertz, maximumGapSeconds, FilmedPlace.UNKNOWN, ContactMethod.CONSENSUS);
    }

    /** These options, with what is known of the place. */
    public GaitOptions at(FilmedPlace known) {
        return new GaitOptions(view, surface, cutOffHertz, maximumGapSeconds, known, contacts);
    }

    /** These options, for a picture whose width in pixels has become known. */
    public GaitOptions inPicture(int width) {
        return at(place.inPicture(width));
    }

    /** These options, with another way to find contacts. */
    public GaitOptions by(ContactMethod method) {
        return new GaitOptions(view, surface, cutOffHertz, maximumGapSeconds, place, method);
    }
}
