/** Who this process is to Azure, as the platform says that it runs on. Asks the platform itself, without a library for all its ways. */
@NullMarked
package org.gaitsuite.storage.identity;

import org.jspecify.annotations.NullMarked;
