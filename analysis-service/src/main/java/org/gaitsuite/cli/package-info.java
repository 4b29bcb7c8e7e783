/** The commands that work without a server. */
@NullMarked
package org.gaitsuite.cli;

import org.jspecify.annotations.NullMarked;
