/** Who calls: session tokens are looked up, and callers become short-lived signed identities for the services behind. */
@NullMarked
package org.gaitsuite.gateway.identity;

import org.jspecify.annotations.NullMarked;
