/** Specification of the room of the same name. */
@NullMarked
package org.gaitsuite.session.account;

import org.jspecify.annotations.NullMarked;
