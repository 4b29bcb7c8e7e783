/** How the suite is judged under load, through its public API. */
@NullMarked
package org.gaitsuite.load;

import org.jspecify.annotations.NullMarked;
