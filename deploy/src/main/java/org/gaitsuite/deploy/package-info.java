/** How the suite ships. */
@NullMarked
package org.gaitsuite.deploy;

import org.jspecify.annotations.NullMarked;
