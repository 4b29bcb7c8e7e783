/** The HTTP face: resources, problem documents, progress streams. */
@NullMarked
package org.gaitsuite.api;

import org.jspecify.annotations.NullMarked;
