/** Stand-ins for the services behind, and the clients that call the gateway in tests. */
@NullMarked
package org.gaitsuite.gateway.standin;

import org.jspecify.annotations.NullMarked;
