/** The guarantee that accepted work is done exactly once. */
@NullMarked
package org.gaitsuite.job;

import org.jspecify.annotations.NullMarked;
