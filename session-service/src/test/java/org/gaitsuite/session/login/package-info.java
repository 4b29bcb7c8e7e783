/** Specification of the room of the same name. */
@NullMarked
package org.gaitsuite.session.login;

import org.jspecify.annotations.NullMarked;
