package org.gaitsuite.gait;

import java.util.List;

/**
 * How far the walk could be seen, and how what was seen was cleaned.
 *
 * @param notes sentences for the reader of the report
 * @param repairedSwaps frames in which left and right were exchanged back
 * @param gapFraction share of leg landmarks that were not seen while the walker was in view, 0..1
 * @param lowPass what the landmarks were filtered by
 */
public record Quality(boolean usable, List<String> notes, int repairedSwaps, double gapFraction, LowPass lowPass) {
    public Quality {
        notes = List.copyOf(notes);
    }
}
