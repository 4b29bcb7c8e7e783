/**
 * session-service: who may come in. Each room below is one concern; {@code api} is the only one that knows HTTP.
 */
@NullMarked
package org.gaitsuite.session;

import org.jspecify.annotations.NullMarked;
