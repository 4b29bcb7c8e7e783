/** What the gateway serves itself: the web page, the API document and its readable form. */
@NullMarked
package org.gaitsuite.gateway.page;

import org.jspecify.annotations.NullMarked;
