/** Files people use: curves, tables, overlays. */
@NullMarked
package org.gaitsuite.export;

import org.jspecify.annotations.NullMarked;
