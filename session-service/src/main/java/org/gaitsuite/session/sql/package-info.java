/**
 * The SQL store: which of the two databases was chosen, its schema, and the one door through which all SQL goes.
 * Knows nothing of accounts.
 */
@NullMarked
package org.gaitsuite.session.sql;

import org.jspecify.annotations.NullMarked;
