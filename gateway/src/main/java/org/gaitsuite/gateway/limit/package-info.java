/**
 * How many requests a client address and an account may send in a time, counted together with the other gateways where there is a
 * Redis. Knows {@code problem} alone.
 */
@NullMarked
package org.gaitsuite.gateway.limit;

import org.jspecify.annotations.NullMarked;
