/** What an operator sees: readiness by part, and the line at start. */
@NullMarked
package org.gaitsuite.session.health;

import org.jspecify.annotations.NullMarked;
