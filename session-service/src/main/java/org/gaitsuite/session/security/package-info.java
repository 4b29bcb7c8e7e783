/** What happens to accounts and sessions, said to operators in the log. */
@NullMarked
package org.gaitsuite.session.security;

import org.jspecify.annotations.NullMarked;
