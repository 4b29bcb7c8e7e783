package org.gaitsuite.session.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** API tokens for programs. */
@ConfigMapping(prefix = "gait.tokens")
public interface TokenSettings {
    /** Life of a token, in days, where its owner asks for none; default 90. */
    @WithDefault("90")
    int defaultDays();

    /** Longest life that can be asked for, in days; default 366. */
    @WithDefault("366")
    int longestDays();

    /** Tokens that one account may have at a time; default 50. */
    @WithDefault("50")
    int perAccount();
}
