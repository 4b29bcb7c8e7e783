/** The mathematics of gait on plain arrays and records: no framework, no pictures, no files. Knows nobody. */
@NullMarked
package org.gaitsuite.gait;

import org.jspecify.annotations.NullMarked;
