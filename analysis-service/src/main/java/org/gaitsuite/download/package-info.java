/** Fetches files whose digests are known beforehand, over networks that break off. */
@NullMarked
package org.gaitsuite.download;

import org.jspecify.annotations.NullMarked;
