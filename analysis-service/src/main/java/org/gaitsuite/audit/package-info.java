/** Who did what to whose analyses, and when: written once, never changed. */
@NullMarked
package org.gaitsuite.audit;

import org.jspecify.annotations.NullMarked;
