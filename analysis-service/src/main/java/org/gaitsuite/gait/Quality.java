package org.gaitsuite.gait;

import java.util.List;

/**
 * How far the walk could be seen, and how what was seen was cleaned.
 *
 * @param notes sentences for the reader of the report
 * @param repairedSwaps frames in which left and right were exchanged back
 * @param gapFraction share of leg landmarks that were not seen while the walker was in view, 0..1
 * @param lowPass what the landmarks were filtered by
 * @param obliqueDegrees estimated angle by which the walk leaves the view it was measured in, 0..90: in a side view the one between walk and picture, in a
 *     frontal view the one between walk and line of sight; 0 where none stands out of the noise, NaN where nothing could tell it
 */
public record Quality(
        boolean usable,
        List<String> notes,
        int repairedSwaps,
        double gapFraction,
        LowPass lowPass,
        double obliqueDegrees) {
    public Quality {
        notes = List.copyOf(notes);
    }

    /** Of a walk whose angle to the camera is not known. */
    public Quality(boolean usable, List<String> notes, int repairedSwaps, double gapFraction, LowPass lowPass) {
        this(usable, notes, repairedSwaps, gapFraction, lowPass, Double.NaN);
    }
}
