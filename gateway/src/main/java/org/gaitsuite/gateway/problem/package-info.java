/** The gateway's own refusals, as problem documents of RFC 9457. */
@NullMarked
package org.gaitsuite.gateway.problem;

import org.jspecify.annotations.NullMarked;
