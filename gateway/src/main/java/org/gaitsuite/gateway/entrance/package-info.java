/** The first thing a request meets: its id, its line in the access log, its security headers, and the door it is sent to. Knows every other room. */
@NullMarked
package org.gaitsuite.gateway.entrance;

import org.jspecify.annotations.NullMarked;
