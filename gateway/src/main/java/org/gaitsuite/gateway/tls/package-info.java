/** Where the gateway's certificate comes from. */
@NullMarked
package org.gaitsuite.gateway.tls;

import org.jspecify.annotations.NullMarked;
