/** Specification of the room of the same name. */
@NullMarked
package org.gaitsuite.session.api;

import org.jspecify.annotations.NullMarked;
