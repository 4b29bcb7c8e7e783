/** Specification of the SQL room. */
@NullMarked
package org.gaitsuite.session.sql;

import org.jspecify.annotations.NullMarked;
