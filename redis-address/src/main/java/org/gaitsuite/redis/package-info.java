/** Where Redis is, for every service in the same words. Knows nobody. */
@NullMarked
package org.gaitsuite.redis;

import org.jspecify.annotations.NullMarked;
