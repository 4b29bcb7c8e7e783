/**
 * Logging in with an organisation's own provider (OpenID Connect, authorization code with PKCE): where a browser is sent, what it has to
 * bring back, what the provider's proof must hold, and whose account that is. Off unless {@code gait.oidc.issuer} is set.
 */
@NullMarked
package org.gaitsuite.session.oidc;

import org.jspecify.annotations.NullMarked;
