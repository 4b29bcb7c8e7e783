package org.gaitsuite.deploy.checks;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the code of the services says of itself, for comparison with what is deployed. Read from the sources, never repeated. */
final class SuiteFacts {
    static final List<String> SERVICES = List.of("gateway", "session-service", "analysis-service");

    private SuiteFacts() {}

    /** The folder of the whole project. */
    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("analysis-service")) ? here : Objects.requireNonNull(here.getParent());
    }

    /** A file of {@code deploy/}. */
    static Path deploy(String file) {
        return root().resolve("deploy").resolve(file);
    }

    static int httpPort(String service) {
        return Integer.parseInt(property(service, "quarkus.http.port"));
    }

    /** Of the gateway, the only one that serves HTTPS itself. */
    static int httpsPort() {
        return Integer.parseInt(property("gateway", "quarkus.http.ssl-port"));
    }

    static int managementPort(String service) {
        return Integer.parseInt(property(service, "quarkus.management.port"));
    }

    /** How long a service may take to leave: it stays welcoming for the delay, then ends what is in flight. */
    static Duration longestLeave(String service) {
        return shutdownDelay(service).plus(shutdownTimeout(service));
    }

    static Duration shutdownDelay(String service) {
        return duration(property(service, "gait.shutdown.delay"));
    }

    static Duration shutdownTimeout(String service) {
        return duration(property(service, "gait.shutdown.timeout"));
    }

    /** The Redis stream of jobs. */
    static String stream() {
        return constant("RedisJobQueue", "STREAM");
    }

    /** The stream's consumer group. */
    static String consumerGroup() {
        return constant("RedisJobQueue", "GROUP");
    }

    /** The bound of the heap that the image of a service starts it with, as {@code -Xmx} takes it. */
    static String heapInImage(String service) {
        Path source = deploy("images/src/main/java/org/gaitsuite/deploy/images/ServiceImage.java");
        try {
            String text = Files.readString(source);
            Matcher heap =
                    Pattern.compile("case \"" + service + "\" -> \"(\\d+m)\"").matcher(text);
            Matcher otherwise = Pattern.compile("default -> \"(\\d+m)\"").matcher(text);
            Matcher said = heap.find() ? heap : otherwise;
            if (said == otherwise && !otherwise.find()) {
                throw new IllegalStateException(source + " bounds no heap");
            }
            return said.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String property(String service, String name) {
        Properties properties = new Properties();
        try (Reader in =
                Files.newBufferedReader(root().resolve(service).resolve("src/main/resources/application.properties"))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String value = properties.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(service + " says nothing of " + name);
        }
        return value;
    }

    private static String constant(String type, String name) {
        Path source = root().resolve("analysis-service/src/main/java/org/gaitsuite/job/" + type + ".java");
        try {
            Matcher declaration =
                    Pattern.compile(" String " + name + " = \"([^\"]+)\"").matcher(Files.readString(source));
            if (!declaration.find()) {
                throw new IllegalStateException(source + " declares no " + name);
            }
            return declaration.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration duration(String written) {
        return Duration.parse("PT" + written);
    }
}
