/** How the lines that a service logs say which request they are about. Knows nobody. */
@NullMarked
package org.gaitsuite.trail;

import org.jspecify.annotations.NullMarked;
