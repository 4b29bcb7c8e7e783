/** How the process ends without a request noticing. Knows nobody. */
@NullMarked
package org.gaitsuite.gateway.leaving;

import org.jspecify.annotations.NullMarked;
