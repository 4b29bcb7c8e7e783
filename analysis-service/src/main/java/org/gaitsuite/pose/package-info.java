/** From pixels to a skeleton over time. Knows video and gait's skeleton. */
@NullMarked
package org.gaitsuite.pose;

import org.jspecify.annotations.NullMarked;
