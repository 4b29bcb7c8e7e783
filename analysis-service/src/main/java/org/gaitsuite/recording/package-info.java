/**
 * Walks that others have recorded: files of keypoints or markers become one skeleton over time in the terms of {@code gait}. Nothing is
 * written, and what a file claims of itself is bounded before it is believed.
 */
@NullMarked
package org.gaitsuite.recording;

import org.jspecify.annotations.NullMarked;
