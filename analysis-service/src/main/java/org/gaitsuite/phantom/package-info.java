/** The phantom walker: a body whose every movement is known, rendered to video with its exact truth beside it. */
@NullMarked
package org.gaitsuite.phantom;

import org.jspecify.annotations.NullMarked;
