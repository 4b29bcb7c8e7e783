package org.gaitsuite.gait;

import org.jspecify.annotations.Nullable;

/**
 * How a walk is to be read.
 *
 * @param view null lets the walk tell
 * @param cutOffHertz low-pass cut-off of the landmark filter, Hz (default 6); where it is chosen from the signal, what is taken when that cannot tell
 * @param maximumGapSeconds gaps up to this long are interpolated, longer ones stay open
 * @param place what is known of the ground and the camera
 * @param contacts how contacts are found in a walk seen from the side
 * @param cutOff who chooses the cut-off
 * @param leastConfidence landmarks that a tracker is less sure of count as not seen, 0..1 (default 0.3: under a third most are guesses)
 */
public record GaitOptions(
        @Nullable View view,
        WalkingSurface surface,
        double cutOffHertz,
        double maximumGapSeconds,
        FilmedPlace place,
        ContactMethod contacts,
        CutOff cutOff,
        double leastConfidence) {
    public static final GaitOptions DEFAULT = new GaitOptions(null, WalkingSurface.AUTOMATIC, 6.0, 0.2);

    /** In writing, what asks for a cut-off that is chosen from the signal. */
    private static final String AUTOMATIC = "auto";

    /** With nothing known of the place, and the rest as usual. */
    public GaitOptions(@Nullable View view, WalkingSurface surface, double cutOffHertz, double maximumGapSeconds) {
        this(
                view,
                surface,
                cutOffHertz,
                maximumGapSeconds,
                FilmedPlace.UNKNOWN,
                ContactMethod.CONSENSUS,
                CutOff.GIVEN,
                0.3);
    }

    /** These options, with what is known of the place. */
    public GaitOptions at(FilmedPlace known) {
        return new GaitOptions(view, surface, cutOffHertz, maximumGapSeconds, known, contacts, cutOff, leastConfidence);
    }

    /** These options, for a picture whose width in pixels has become known. */
    public GaitOptions inPicture(int width) {
        return at(place.inPicture(width));
    }

    /** These options, with another way to find contacts. */
    public GaitOptions by(ContactMethod method) {
        return new GaitOptions(view, surface, cutOffHertz, maximumGapSeconds, place, method, cutOff, leastConfidence);
    }

    /** These options, with landmarks filtered at a cut-off, Hz. */
    public GaitOptions filteredAt(double hertz) {
        return new GaitOptions(view, surface, hertz, maximumGapSeconds, place, contacts, CutOff.GIVEN, leastConfidence);
    }

    /** These options, with a cut-off that is chosen from the signal. */
    public GaitOptions filteredBySignal() {
        return new GaitOptions(
                view,
                surface,
                cutOffHertz,
                maximumGapSeconds,
                place,
                contacts,
                CutOff.FROM_THE_SIGNAL,
                leastConfidence);
    }

    /**
     * These options, with a cut-off as somebody wrote it.
     *
     * @param name of what was written, for the complaint
     * @param written hertz, or {@code auto} for one that is chosen from the signal
     * @throws IllegalArgumentException with a sentence that starts with the name
     */
    public GaitOptions filteredAs(String name, String written) {
        if (written.strip().equalsIgnoreCase(AUTOMATIC)) {
            return filteredBySignal();
        }
        try {
            return filteredAt(Double.parseDouble(written.strip().replace(',', '.')));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "%s is '%s', expected a number of Hz such as 6, or %s".formatted(name, written, AUTOMATIC), e);
        }
    }

    /** These options, with another confidence from which on a landmark counts as seen. */
    public GaitOptions trusting(double confidence) {
        return new GaitOptions(view, surface, cutOffHertz, maximumGapSeconds, place, contacts, cutOff, confidence);
    }
}
