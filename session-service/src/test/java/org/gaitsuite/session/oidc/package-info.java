/** Tests of logging in by a provider, against a small real one. */
@NullMarked
package org.gaitsuite.session.oidc;

import org.jspecify.annotations.NullMarked;
