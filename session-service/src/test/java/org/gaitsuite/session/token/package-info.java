/** Specification of the room of the same name. */
@NullMarked
package org.gaitsuite.session.token;

import org.jspecify.annotations.NullMarked;
