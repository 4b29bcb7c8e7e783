package org.gaitsuite.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final byte[] content = new byte[300_000];
    private String digest = "";

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @BeforeEach
    void makeTheFile() throws IOException {
        new Random(3).nextBytes(content);
        digest = PinnedFile.digest(Files.write(elsewhere.resolve("it"), content));
    }

    @Test
    void aFileComesWholeWithProgressAndIsNotFetchedTwice() throws Exception {
        try (FileServer server = new FileServer(content)) {
            List<Double> shares = new ArrayList<>();
            downloads().fetch(file(server.address("/it")), shares::add);
            assertThat(folder.resolve("it")).hasBinaryContent(content);
            assertThat(shares).isSorted().endsWith(1.0);
            downloads().fetch(file(server.address("/it")), shares::add);
            assertThat(server.asked).containsExactly("/it");
        }
        assertNothingElseIsLeft();
    }

    @Test
    void aTransferThatBrokeOffGoesOnFromThere() throws Exception {
        try (FileServer server = new FileServer(content).breakingOffAfter(120_000)) {
            PinnedFile file = file(server.address("/it"));
            assertThatThrownBy(() -> fetch(file))
                    .isInstanceOf(DownloadFailed.class)
                    .hasMessageContaining("broke off at 0.1 of 0.3 MB");
            assertThat(folder.resolve("it.part")).hasSize(120_000);
            assertThat(folder.resolve("it")).doesNotExist();
            server.breakingOffAfter(Integer.MAX_VALUE);
            fetch(file);
            assertThat(server.asked).containsExactly("/it", "/it bytes=120000-");
        }
        assertThat(folder.resolve("it")).hasBinaryContent(content);
        assertNothingElseIsLeft();
    }

    @Test
    void aServerThatKnowsNoRangeSendsAllAgain() throws Exception {
        Files.write(folder.resolve("it.part"), new byte[1000]);
        try (FileServer server = new FileServer(content).withoutRange()) {
            fetch(file(server.address("/it")));
            assertThat(server.asked).containsExactly("/it bytes=1000-");
        }
        assertThat(folder.resolve("it")).hasBinaryContent(content);
    }

    @Test
    void aWrongFileIsDeletedAndBothDigestsAreSaid() throws Exception {
        byte[] wrong = content.clone();
        wrong[7]++;
        try (FileServer server = new FileServer(wrong)) {
            assertThatThrownBy(() -> fetch(file(server.address("/it"))))
                    .isInstanceOf(DownloadFailed.class)
                    .hasMessageContaining(digest)
                    .hasMessageContaining(PinnedFile.digest(Files.write(elsewhere.resolve("wrong"), wrong)));
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aServerThatSendsTooMuchFillsNoDisk() throws Exception {
        byte[] longer = new byte[content.length + 5_000_000];
        try (FileServer server = new FileServer(longer)) {
            assertThatThrownBy(() -> fetch(file(server.address("/it")))).isInstanceOf(DownloadFailed.class);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theNextAddressIsTriedWhereTheFirstGivesAnotherFile() throws Exception {
        try (FileServer wrong = new FileServer(new byte[content.length]);
                FileServer right = new FileServer(content)) {
            fetch(file(wrong.address("/it"), right.address("/it")));
        }
        assertThat(folder.resolve("it")).hasBinaryContent(content);
    }

    @Test
    void redirectsAreFollowedButNotForEver() throws Exception {
        try (FileServer server = new FileServer(content)
                .redirecting("/old", "/newer")
                .redirecting("/newer", "/it")
                .redirecting("/circle", "/circle")) {
            fetch(file(server.address("/old")));
            assertThat(server.asked).containsExactly("/old", "/newer", "/it");
            Files.delete(folder.resolve("it"));
            assertThatThrownBy(() -> fetch(file(server.address("/circle"))))
                    .isInstanceOf(DownloadFailed.class)
                    .hasMessageContaining("more than 5 times");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.0.2.1/it",
                "ftp://127.0.0.1/it",
                "file:///etc/passwd",
                "http://127.0.0.1.example.org/it"
            })
    void noRedirectLeadsToAnUnsafePlace(String unsafe) throws Exception {
        try (FileServer server = new FileServer(content).redirecting("/away", unsafe)) {
            assertThatThrownBy(() -> fetch(file(server.address("/away"))))
                    .isInstanceOf(DownloadFailed.class)
                    .hasMessageContaining(unsafe)
                    .hasMessageContaining("https");
        }
        assertThatThrownBy(() -> fetch(file(URI.create(unsafe))))
                .isInstanceOf(DownloadFailed.class)
                .hasMessageContaining("is not asked");
    }

    @Test
    void aPlaceThatCannotBeReachedIsNamed() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThatThrownBy(() -> fetch(file(URI.create("http://127.0.0.1:" + free + "/it"))))
                .isInstanceOf(DownloadFailed.class)
                .hasMessageContaining("Cannot reach 127.0.0.1");
    }

    @Test
    void aServerThatFallsSilentIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> fetch(file(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/it"))))
                    .isInstanceOf(DownloadFailed.class)
                    .hasMessageContaining("timed out");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE.multipliedBy(5));
        }
    }

    @Test
    void theProxyOfTheEnvironmentIsTakenExceptWhereItIsNotWanted() {
        Proxies proxies = new Proxies(
                Map.of("HTTPS_PROXY", "http://proxy.example.org:3129", "no_proxy", "intern.example.org, .lab.test"));
        assertThat(proxies.towards(URI.create("https://storage.example.com/it")).address())
                .hasToString("proxy.example.org/<unresolved>:3129");
        assertThat(proxies.towards(URI.create("https://files.lab.test/it"))).isEqualTo(java.net.Proxy.NO_PROXY);
        assertThat(proxies.towards(URI.create("https://intern.example.org/it"))).isEqualTo(java.net.Proxy.NO_PROXY);
    }

    private Downloads downloads() {
        return new Downloads(folder, PATIENCE, Map.of());
    }

    private void fetch(PinnedFile file) throws IOException, DownloadFailed {
        downloads().fetch(file, share -> assertThat(share).isBetween(0.0, 1.0));
    }

    private PinnedFile file(URI... addresses) {
        return new PinnedFile("it", digest, content.length, List.of(addresses));
    }

    private void assertNothingElseIsLeft() throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("it"));
        }
    }
}
