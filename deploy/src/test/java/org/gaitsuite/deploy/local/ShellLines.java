package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs lines for a shell as they stand in a page, each time in a folder of their own with the files of the examples. */
final class ShellLines {
    private static final int SECONDS = 120;

    private final StartedSuite suite;
    private final ExampleFiles files;

    ShellLines(StartedSuite suite, ExampleFiles files) {
        this.suite = suite;
        this.files = files;
    }

    /** The HTTP status of a line; negative when curl itself failed, by its exit status. */
    int status(String line, Sent good) throws IOException, InterruptedException {
        Path folder = run(line, good);
        String said = Files.readString(folder.resolve("said"), StandardCharsets.ISO_8859_1);
        int exit = Integer.parseInt(Files.readString(folder.resolve("exit")));
        String status = said.substring(said.lastIndexOf('\n') + 1);
        return exit == 0 && status.matches("\\d{3}") ? Integer.parseInt(status) : -exit;
    }

    /**
     * Runs them with the token and the id of a request that succeeds. What they said is in the folder afterwards, and their exit status.
     * The HTTP status comes by curl's own settings file, so that a line stays as it is.
     */
    Path run(String lines, Sent good) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(files.folder(), "shell");
        try (var all = Files.list(files.folder())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.createLink(folder.resolve(file.getFileName()), file);
            }
        }
        Path certificate = suite.credentials().certificate();
        String settings = "silent\nshow-error\ncacert = \"" + certificate + "\"\n";
        // A variable of the shell can hold no status beside the answer.
        Files.writeString(
                folder.resolve(".curlrc"),
                lines.contains("$(") ? settings : settings + "write-out = \"\\n%{http_code}\"\n");
        ProcessBuilder shell = new ProcessBuilder("bash", "-euc", lines).redirectErrorStream(true);
        shell.directory(folder.toFile()).redirectOutput(folder.resolve("said").toFile());
        shell.environment()
                .putAll(Map.of(
                        "CURL_HOME", folder.toString(),
                        "GAIT", suite.url().toString(),
                        "TOKEN", good.token(),
                        "ID", good.id()));
        Process process = shell.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + lines);
        }
        Files.writeString(folder.resolve("exit"), Integer.toString(process.exitValue()));
        return folder;
    }
}
