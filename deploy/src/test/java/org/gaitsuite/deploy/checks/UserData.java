package org.gaitsuite.deploy.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The user data of the scale set's machines. */
record UserData(String text) {
    private static final Pattern TOKEN = Pattern.compile("@@([A-Z0-9_]+)@@");
    private static final Pattern FILE =
            Pattern.compile("(?m)^ {2}- path: (\\S+)\\n(?: {4}\\w+: .*\\n)*? {4}content: \\|\\n((?: {6}.*\\n|\\n)+)");

    static UserData read() throws IOException {
        return new UserData(Files.readString(SuiteFacts.deploy("azure/vmss/cloud-init.yaml")));
    }

    /** What the deployment has to fill. */
    Set<String> tokens() {
        return TOKEN.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    UserData filled() {
        Map<String, String> values = Map.of(
                "PACKAGE_URL", "https://account.blob.core.windows.net/packages/gait-suite-0.1.0-linux-x86_64.tar.gz",
                "PACKAGE_SHA256", "0".repeat(64),
                "VERSION", "0.1.0",
                "KEY_VAULT", "gait-vault",
                "BLOB_ENDPOINT", "https://account.blob.core.windows.net",
                "SQL_HOST", "gait.database.windows.net",
                "SESSIONS_SQL_USER", "gait_sessions",
                "ANALYSES_SQL_USER", "gait_analyses",
                "IDENTITY_CLIENT_ID", "6a41cb2a-0000-4000-8000-000000000001",
                "ROLE", "all");
        return new UserData(
                TOKEN.matcher(text).replaceAll(token -> Matcher.quoteReplacement(values.get(token.group(1)))));
    }

    /** Each file that it writes, by its path. */
    Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        FILE.matcher(text)
                .results()
                .forEach(file -> files.put(file.group(1), file.group(2).replaceAll("(?m)^ {6}", "")));
        return files;
    }

    /** The assignments of one of the files that units read. */
    Map<String, String> environment(String path) {
        String content = files().get(path);
        if (content == null) {
            throw new IllegalStateException("The user data writes no " + path);
        }
        return content.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1].replaceAll("^\"|\"$", "")));
    }
}
