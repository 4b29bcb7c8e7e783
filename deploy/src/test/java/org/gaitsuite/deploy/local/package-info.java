/** The suite as its users meet it: real processes, a real Redis, a real load balancer, a real browser. */
@NullMarked
package org.gaitsuite.deploy.local;

import org.jspecify.annotations.NullMarked;
