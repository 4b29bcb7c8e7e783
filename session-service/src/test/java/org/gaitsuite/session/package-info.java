/** Specification of the service, against a real Redis and a real H2. */
@NullMarked
package org.gaitsuite.session;

import org.jspecify.annotations.NullMarked;
