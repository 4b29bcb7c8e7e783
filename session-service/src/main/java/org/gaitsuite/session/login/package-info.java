/** Logging in, and the sessions that come of it, in Redis or memory. */
@NullMarked
package org.gaitsuite.session.login;

import org.jspecify.annotations.NullMarked;
