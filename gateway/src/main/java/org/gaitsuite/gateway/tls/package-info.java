/** Where the gateway's certificate comes from, and how it is renewed. */
@NullMarked
package org.gaitsuite.gateway.tls;

import org.jspecify.annotations.NullMarked;
