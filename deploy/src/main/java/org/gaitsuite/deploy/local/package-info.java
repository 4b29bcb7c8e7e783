/**
 * The suite on one machine, behind {@code ./run}: a real Redis, the three services (one of each, or several behind a load balancer),
 * their keys and certificate, and a client that analyses a walk through the public API as any program would.
 */
@NullMarked
package org.gaitsuite.deploy.local;

import org.jspecify.annotations.NullMarked;
