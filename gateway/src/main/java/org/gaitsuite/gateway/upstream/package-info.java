/** The instances of the services behind the gateway: which there are, which answer, and how one is reached. */
@NullMarked
package org.gaitsuite.gateway.upstream;

import org.jspecify.annotations.NullMarked;
