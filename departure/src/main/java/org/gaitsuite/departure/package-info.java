/** How a service ends without a request noticing. Knows nobody. */
@NullMarked
package org.gaitsuite.departure;

import org.jspecify.annotations.NullMarked;
