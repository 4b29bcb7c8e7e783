/** What operators deploy, checked against the code and against the platforms' own schemas. */
@NullMarked
package org.gaitsuite.deploy.checks;

import org.jspecify.annotations.NullMarked;
