/** Real Redis processes for the tests of this module and of all that use Redis; they come with its test-jar. */
@NullMarked
package org.gaitsuite.redis.real;

import org.jspecify.annotations.NullMarked;
