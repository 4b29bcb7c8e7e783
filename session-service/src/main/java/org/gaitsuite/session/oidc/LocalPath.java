package org.gaitsuite.session.oidc;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where in the web page somebody goes on after logging in; never another site, never the API. */
final class LocalPath {
    static final String START = "/";

    private static final int LONGEST = 1024;
    /** Browsers read a backslash as a slash and leave tabs and line breaks out, so that {@code /\evil} is another site. */
    private static final Pattern FORM = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*");

    private LocalPath() {}

    /** What was asked for, or the start page where that may not be. */
    static String of(@Nullable String asked) {
        if (asked == null || asked.length() > LONGEST || asked.startsWith("/v1/")) {
            return START;
        }
        return FORM.matcher(asked).matches() ? asked : START;
    }
}
