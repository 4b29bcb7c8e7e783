/** Specification of the room of the same name. */
@NullMarked
package org.gaitsuite.session.redis;

import org.jspecify.annotations.NullMarked;
