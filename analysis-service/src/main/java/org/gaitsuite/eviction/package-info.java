/** Notices that the machine is about to be taken away. */
@NullMarked
package org.gaitsuite.eviction;

import org.jspecify.annotations.NullMarked;
