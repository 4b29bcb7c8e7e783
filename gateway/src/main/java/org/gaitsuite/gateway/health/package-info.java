/** What load balancers and operators are told about the gateway and the services it needs. */
@NullMarked
package org.gaitsuite.gateway.health;

import org.jspecify.annotations.NullMarked;
