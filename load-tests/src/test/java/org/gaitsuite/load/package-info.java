/** Specification of what a load test refuses to do. */
@NullMarked
package org.gaitsuite.load;

import org.jspecify.annotations.NullMarked;
