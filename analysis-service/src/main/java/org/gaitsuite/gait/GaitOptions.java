package org.gaitsuite.gait;

import org.jspecify.annotations.Nullable;

/**
 * How a walk is to be read.
 *
 * @param view null lets the walk tell
 * @param cutOffHertz low-pass cut-off of the landmark filter, Hz (default 6)
 * @param maximumGapSeconds gaps up to this long are interpolated, longer ones stay open
 */
public record GaitOptions(@Nullable View view, WalkingSurface surface, double cutOffHertz, double maximumGapSeconds) {
    public static final GaitOptions DEFAULT = new GaitOptions(null, WalkingSurface.AUTOMATIC, 6.0, 0.2);
}
