/** How the services check the identity that the gateway signs. Knows nobody. */
@NullMarked
package org.gaitsuite.identity;

import org.jspecify.annotations.NullMarked;
