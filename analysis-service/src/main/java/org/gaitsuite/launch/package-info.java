/** What the program does when it is started: the service, a tool of the command line, or a computing process. */
@NullMarked
package org.gaitsuite.launch;

import org.jspecify.annotations.NullMarked;
