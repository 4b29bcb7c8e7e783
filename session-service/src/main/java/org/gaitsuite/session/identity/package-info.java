/** Whom a bearer token belongs to, whichever kind it is. */
@NullMarked
package org.gaitsuite.session.identity;

import org.jspecify.annotations.NullMarked;
