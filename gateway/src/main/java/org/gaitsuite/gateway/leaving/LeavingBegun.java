package org.gaitsuite.gateway.leaving;

import java.time.Duration;

/**
 * The process was told to end and says so from now on.
 *
 * @param delay for which new requests are still welcome, so that load balancers notice
 */
public record LeavingBegun(Duration delay) {}
