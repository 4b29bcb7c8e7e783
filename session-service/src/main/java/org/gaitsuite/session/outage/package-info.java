/** How the loss and the return of something outside are told. Knows nothing of what it is. */
@NullMarked
package org.gaitsuite.session.outage;

import org.jspecify.annotations.NullMarked;
