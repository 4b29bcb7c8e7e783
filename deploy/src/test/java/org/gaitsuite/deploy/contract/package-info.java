/** What the API document promises, in a form that tests can hold the suite to. Knows nothing of how a suite is started. */
@NullMarked
package org.gaitsuite.deploy.contract;

import org.jspecify.annotations.NullMarked;
