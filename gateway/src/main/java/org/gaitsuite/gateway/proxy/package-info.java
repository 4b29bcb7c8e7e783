/** The public API: what is routed where, what a request must show to pass, and the streaming exchange with the service that answers it. */
@NullMarked
package org.gaitsuite.gateway.proxy;

import org.jspecify.annotations.NullMarked;
