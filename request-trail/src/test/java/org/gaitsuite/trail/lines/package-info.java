/** The lines of a log as they are printed, for the tests of the services that log them; they come with this module's test-jar. */
@NullMarked
package org.gaitsuite.trail.lines;

import org.jspecify.annotations.NullMarked;
