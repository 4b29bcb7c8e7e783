/** The computing of one attempt: from a video to a result and its files, in this process or in one of its own. */
@NullMarked
package org.gaitsuite.computation;

import org.jspecify.annotations.NullMarked;
