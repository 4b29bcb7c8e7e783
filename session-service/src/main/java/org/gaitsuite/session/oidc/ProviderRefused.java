package org.gaitsuite.session.oidc;

/** Somebody cannot come in by the provider. The message is for operators and holds no token, code or secret. */
public final class ProviderRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProviderRefusal refusal;

    ProviderRefused(ProviderRefusal refusal, String forOperators) {
        // An answer and no fault: nobody reads its stack.
        super(forOperators, null, false, false);
        this.refusal = refusal;
    }

    /** Why. */
    public ProviderRefusal refusal() {
        return refusal;
    }
}
