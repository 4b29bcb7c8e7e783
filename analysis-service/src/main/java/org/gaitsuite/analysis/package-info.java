/** The pipeline: video to pose to gait to result; keypoints and markers go straight to gait. */
@NullMarked
package org.gaitsuite.analysis;

import org.jspecify.annotations.NullMarked;
