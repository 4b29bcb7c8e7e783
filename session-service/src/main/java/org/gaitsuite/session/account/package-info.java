/** Accounts, their passwords and roles, in SQL. */
@NullMarked
package org.gaitsuite.session.account;

import org.jspecify.annotations.NullMarked;
