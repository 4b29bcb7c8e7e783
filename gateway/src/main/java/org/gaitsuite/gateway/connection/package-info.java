/** What happens to a connection before there is a request: nothing here knows any other room. */
@NullMarked
package org.gaitsuite.gateway.connection;

import org.jspecify.annotations.NullMarked;
