/** What the service refuses, in words for its user; the edge maps each reason to HTTP. */
@NullMarked
package org.gaitsuite.session.refusal;

import org.jspecify.annotations.NullMarked;
