/** The pipeline: video to pose to gait to result. */
@NullMarked
package org.gaitsuite.analysis;

import org.jspecify.annotations.NullMarked;
