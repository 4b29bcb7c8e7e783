/** Where Redis is and how to connect to it, for every service in the same words. Knows nobody. */
@NullMarked
package org.gaitsuite.redis;

import org.jspecify.annotations.NullMarked;
