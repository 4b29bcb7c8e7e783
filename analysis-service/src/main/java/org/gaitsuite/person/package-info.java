/** How people come out of pose networks: which landmark of which network is which joint, and who of several people is the walker. */
@NullMarked
package org.gaitsuite.person;

import org.jspecify.annotations.NullMarked;
