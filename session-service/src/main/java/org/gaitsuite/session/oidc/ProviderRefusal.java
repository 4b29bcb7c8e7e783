package org.gaitsuite.session.oidc;

import java.util.Locale;

/** Why somebody who came back from the provider, or was about to go there, cannot come in; the login page has a sentence for each. */
public enum ProviderRefusal {
    /** The person, or the provider, said no. */
    DENIED,
    /** It took too long, or what was brought back had been used. */
    EXPIRED,
    /** The return does not belong to an attempt of this browser. */
    NOT_BEGUN_HERE,
    /** The provider's proof does not hold, or it does not accept this installation. */
    NOT_ACCEPTED,
    /** The provider vouches for somebody who may not come in here. */
    NOT_ALLOWED,
    /** The provider cannot be reached. */
    PROVIDER_AWAY;

    /** As the login page is told: lower case with dashes. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
