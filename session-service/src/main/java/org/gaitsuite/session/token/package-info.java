/** Bearer tokens, and those of them that programs use, in SQL. */
@NullMarked
package org.gaitsuite.session.token;

import org.jspecify.annotations.NullMarked;
