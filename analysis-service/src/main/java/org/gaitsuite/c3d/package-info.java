/**
 * C3D files, the motion laboratories' exchange format: read whatever processor wrote them, and written so that other readers take them.
 * Follows the public <a href="https://www.c3d.org/HTML/default.htm">C3D User Guide</a>; where vendors differ from it, the class that
 * bears the difference says so. Knows nobody.
 */
@NullMarked
package org.gaitsuite.c3d;

import org.jspecify.annotations.NullMarked;
