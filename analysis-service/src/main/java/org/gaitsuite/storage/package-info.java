/** Where videos and artefacts lie. */
@NullMarked
package org.gaitsuite.storage;

import org.jspecify.annotations.NullMarked;
