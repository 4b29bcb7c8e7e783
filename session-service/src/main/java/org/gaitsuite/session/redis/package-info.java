/** The connection to Redis. Knows nothing of sessions. */
@NullMarked
package org.gaitsuite.session.redis;

import org.jspecify.annotations.NullMarked;
