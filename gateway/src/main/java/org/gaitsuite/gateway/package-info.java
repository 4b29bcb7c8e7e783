/**
 * The gateway: the only process of the suite that a client talks to. It ends TLS, checks sessions, and streams
 * requests and answers between clients and the services behind.
 *
 * <p>Arrows point down only: {@code entrance} → {@code proxy}, {@code health}, {@code page} → {@code identity} →
 * {@code upstream}; {@code proxy} → {@code limit}; every one of them may say {@code problem}; {@code connection} and {@code tls} stand alone.
 */
@NullMarked
package org.gaitsuite.gateway;

import org.jspecify.annotations.NullMarked;
