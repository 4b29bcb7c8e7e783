/** The HTTP interface: resources, who may call, problem documents. */
@NullMarked
package org.gaitsuite.session.api;

import org.jspecify.annotations.NullMarked;
