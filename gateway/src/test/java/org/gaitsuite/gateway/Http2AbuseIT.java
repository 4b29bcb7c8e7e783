package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gaitsuite.gateway.standin.RawHttp2.END_HEADERS;
import static org.gaitsuite.gateway.standin.RawHttp2.END_STREAM;
import static org.gaitsuite.gateway.standin.RawHttp2.all;
import static org.gaitsuite.gateway.standin.RawHttp2.frame;
import static org.gaitsuite.gateway.standin.RawHttp2.get;
import static org.gaitsuite.gateway.standin.RawHttp2.header;
import static org.gaitsuite.gateway.standin.RawHttp2.number;
import static org.gaitsuite.gateway.standin.RawHttp2.remembered;
import static org.gaitsuite.gateway.standin.RawHttp2.request;
import static org.gaitsuite.gateway.standin.RawHttp2.stream;

import io.vertx.core.buffer.Buffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.gaitsuite.gateway.standin.Bystander;
import org.gaitsuite.gateway.standin.GatewayProcess;
import org.gaitsuite.gateway.standin.KeyFiles;
import org.gaitsuite.gateway.standin.RawHttp2;
import org.gaitsuite.gateway.standin.RawHttp2.Kind;
import org.gaitsuite.gateway.standin.RawHttp2.Way;
import org.gaitsuite.gateway.standin.Suite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What HTTP/2 lets a single connection do to a server. Whatever it is, the connection is closed or the request refused within bounds, no
 * memory is lost, and a normal user on another connection is answered all the while.
 */
@SuppressWarnings("NullAway.Init")
class Http2AbuseIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int CANCEL = 8;
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int STREAMS_AT_A_TIME = 100;
    /** As many as may be broken off, and those that are under way when the gateway notices. */
    private static final int BROKEN_OFF = 200 + 2 * STREAMS_AT_A_TIME;

    private static final Suite SUITE = new Suite();

    private static GatewayProcess gateway;
    private Bystander bystander;

    @BeforeAll
    static void start() throws Exception {
        SUITE.reset();
        KeyFiles keys = KeyFiles.make(Files.createTempDirectory(Path.of("target"), "keys"));
        Map<String, String> environment = new HashMap<>(SUITE.asEnvironment());
        environment.put("GAIT_IDENTITY_PRIVATE_KEY_FILE", keys.identityPrivate().toString());
        environment.put("GAIT_TLS_CERTIFICATE_FILE", keys.certificate().toString());
        environment.put("GAIT_TLS_KEY_FILE", keys.certificateKey().toString());
        environment.put("GAIT_CONNECTIONS_IDLE", "4S");
        environment.put("GAIT_GATEWAY_TIMEOUTS_CALL", "5S");
        environment.put("GAIT_GATEWAY_TIMEOUTS_STREAM", "5S");
        environment.put("GAIT_GATEWAY_TIMEOUTS_PAGE", "3S");
        gateway = new GatewayProcess(environment);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        SUITE.stop();
    }

    @BeforeEach
    void somebodyUsesTheGateway() throws Exception {
        SUITE.reset();
        bystander = new Bystander(gateway);
    }

    @AfterEach
    void theyWereServedAllTheWhile() throws Exception {
        bystander.close();
    }

    /** CVE-2023-44487. */
    @ParameterizedTest
    @EnumSource
    void requestsThatTheClientBreaksOffAtOnceEndTheConnection(Way way) throws Exception {
        try (RawHttp2 connection = RawHttp2.open(gateway, way)) {
            connection.sendUntilEnded(
                    SOON,
                    n -> all(
                            get(stream(n), "/v1/analyses/broken-off"),
                            frame(Kind.RST_STREAM, 0, stream(n), number(CANCEL))));
            // What the gateway said last may be lost where it closes with frames unread.
            assertThat(connection.reason()).isIn(-1, RawHttp2.ENHANCE_YOUR_CALM);
        }

        assertThat(arrivals("broken-off")).isLessThan(BROKEN_OFF);
    }

    /** How a client can have the gateway itself break a stream off. */
    enum Provocation {
        NO_WINDOW(stream -> frame(Kind.WINDOW_UPDATE, 0, stream, number(0))),
        TOO_MUCH_WINDOW(stream -> frame(Kind.WINDOW_UPDATE, 0, stream, number(Integer.MAX_VALUE))),
        DATA_AFTER_THE_END(stream -> all(frame(Kind.DATA, END_STREAM, stream), frame(Kind.DATA, 0, stream, number(1)))),
        MISSHAPEN_PRIORITY(stream -> frame(Kind.PRIORITY, 0, stream, number(0))),
        OF_ITS_OWN_CHILD(stream -> frame(Kind.PRIORITY, 0, stream, all(number(stream), new byte[1])));

        private final IntFunction<byte[]> frames;

        Provocation(IntFunction<byte[]> frames) {
            this.frames = frames;
        }
    }

    /** CVE-2025-8671. */
    @ParameterizedTest
    @EnumSource
    void requestsThatTheClientHasTheGatewayBreakOffEndTheConnection(Provocation provocation) throws Exception {
        for (Way way : Way.values()) {
            try (RawHttp2 connection = RawHttp2.open(gateway, way)) {
                connection.sendUntilEnded(
                        SOON,
                        n -> all(
                                frame(Kind.HEADERS, END_HEADERS, stream(n), request("POST", "/v1/analyses?broken-off")),
                                provocation.frames.apply(stream(n))));
            }
        }

        assertThat(arrivals("broken-off")).isLessThan(Way.values().length * BROKEN_OFF);
    }

    /** CVE-2024-27316, with fragments of all sizes. */
    @ParameterizedTest
    @EnumSource
    void headersThatNeverEndEndTheConnection(Way way) throws Exception {
        for (int size : new int[] {0, 1, 16 << 10}) {
            byte[] fragment = size == 0 ? new byte[0] : Arrays.copyOf(header("x", "y".repeat(size)), size);
            try (RawHttp2 connection = RawHttp2.open(gateway, way)) {
                connection.send(frame(Kind.HEADERS, END_STREAM, stream(0), request("GET", "/v1/analyses?endless")));

                connection.sendUntilEnded(SOON, n -> frame(Kind.CONTINUATION, 0, stream(0), fragment));
            }
        }

        assertThat(arrivals("endless")).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void moreHeadersThanThereIsRoomForAreRefused(Way way) throws Exception {
        byte[] large = all(request("GET", "/v1/analyses?large"), header("x", "y".repeat(20_000)));
        try (RawHttp2 connection = RawHttp2.open(gateway, way)) {
            connection.send(
                    frame(Kind.HEADERS, END_STREAM, stream(0), Arrays.copyOf(large, 16_000)),
                    frame(Kind.CONTINUATION, END_HEADERS, stream(0), Arrays.copyOfRange(large, 16_000, large.length)));

            RawHttp2.await(SOON, () -> isRefused(connection, stream(0)));
        }

        assertThat(arrivals("large")).isZero();
    }

    /** 4 KB that the gateway is told once and reminded of by a byte each: 16 KB become 50 MB. */
    @ParameterizedTest
    @EnumSource
    void aFewHeadersThatBecomeManyAreRefused(Way way) throws Exception {
        byte[] bytes = new byte[12_000];
        Arrays.fill(bytes, (byte) (0x80 | 62));
        try (RawHttp2 connection = RawHttp2.open(gateway, way)) {
            // The gateway may refuse each, or end the connection at the first.
            for (int i = 0; i < 20 && !connection.endsWithin(Duration.ZERO); i++) {
                byte[] told = i == 0 ? remembered("x", "y".repeat(4_000)) : new byte[0];
                connection.send(frame(
                        Kind.HEADERS,
                        END_HEADERS | END_STREAM,
                        stream(i),
                        all(request("GET", "/v1/analyses?grown"), told, bytes)));
                int stream = stream(i);
                RawHttp2.await(SOON, () -> isRefused(connection, stream));
            }
        }

        assertThat(arrivals("grown")).isZero();
    }

    private static boolean isRefused(RawHttp2 connection, int stream) throws InterruptedException {
        return connection.resets().containsKey(stream)
                || connection.answered().contains(stream)
                || connection.endsWithin(Duration.ZERO);
    }

    /** What the gateway has to answer, and cannot since nobody reads. */
    enum Question {
        PING(frame(Kind.PING, 0, 0, new byte[8])),
        SETTINGS(frame(Kind.SETTINGS, 0, 0));

        private final byte[] frame;

        Question(byte[] frame) {
            this.frame = frame;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoeverAsksAndDoesNotReadLosesTheConnection(Question question) throws Exception {
        byte[] many = many(question.frame, 1_000);
        for (Way way : Way.values()) {
            try (RawHttp2 connection = RawHttp2.openUnread(gateway, way)) {
                connection.send(get(stream(0), "/v1/analyses?first"));

                connection.sendUntilEnded(SOON.multipliedBy(2), n -> many);
            }
        }
    }

    /** What the gateway need not answer, and would otherwise read for ever. */
    enum Idleness {
        PING(frame(Kind.PING, 0, 0, new byte[8])),
        SETTINGS(frame(Kind.SETTINGS, 0, 0)),
        PRIORITY(frame(Kind.PRIORITY, 0, 3, new byte[] {0, 0, 0, 5, 1})),
        NOTHING(frame(Kind.DATA, 0, 3)),
        MORE_WINDOW(frame(Kind.WINDOW_UPDATE, 0, 0, number(1)));

        private final byte[] frame;

        Idleness(byte[] frame) {
            this.frame = frame;
        }
    }

    @ParameterizedTest
    @EnumSource
    void framesWithoutARequestKeepNoConnectionOpen(Idleness idleness) throws Exception {
        byte[] many = many(idleness.frame, 10);
        for (Way way : Way.values()) {
            try (RawHttp2 connection = RawHttp2.open(gateway, way)) {
                connection.sendUntilEnded(SOON, n -> {
                    sleep(1);
                    return many;
                });
            }
        }
    }

    @Test
    void framesAfterARequestKeepNoConnectionOpen() throws Exception {
        byte[] many = many(Idleness.PING.frame, 10);
        try (RawHttp2 connection = RawHttp2.open(gateway, Way.TLS)) {
            connection.send(get(stream(0), "/v1/analyses?first"));
            RawHttp2.await(SOON, () -> connection.answered().contains(stream(0)));

            connection.sendUntilEnded(SOON, n -> {
                sleep(1);
                return many;
            });
        }
    }

    /** What is large, and where it comes from. */
    enum Large {
        FILM("/v1/analyses/1/overlay.mp4"),
        LIST("/v1/analyses?large"),
        DOCUMENT("/openapi"),
        PAGE("/");

        private final String path;

        Large(String path) {
            this.path = path;
        }
    }

    /** With a window of 0, and a sign of life now and then. */
    @ParameterizedTest
    @EnumSource
    void answersThatNobodyTakesAreGivenUp(Large large) throws Exception {
        SUITE.analysisBehaves(request -> {
            boolean bystanders = request.uri().contains("bystander");
            request.response().end(Buffer.buffer(new byte[bystanders ? 10 : 1 << 20]));
        });
        List<RawHttp2> connections = new ArrayList<>();
        int filesBefore = gateway.openFiles();
        byte[] ping = frame(Kind.PING, 0, 0, new byte[8]);
        for (Way way : Way.values()) {
            RawHttp2 connection = RawHttp2.open(gateway, way, INITIAL_WINDOW_SIZE, 0);
            connections.add(connection);
            for (int i = 0; i < STREAMS_AT_A_TIME - 1; i++) {
                connection.send(get(stream(i), large.path));
            }
            Thread.ofVirtual().start(() -> pingUntilEnded(connection, ping));
        }
        for (RawHttp2 connection : connections) {
            assertThat(connection.endsWithin(SOON)).as(connections.toString()).isTrue();
            connection.close();
        }
        RawHttp2.await(SOON, () -> gateway.openFiles() <= filesBefore + 10);
    }

    private static void pingUntilEnded(RawHttp2 connection, byte[] ping) {
        try {
            connection.sendUntilEnded(SOON, n -> {
                sleep(200);
                return ping;
            });
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void requestsThatNeverEndAreGivenUp() throws Exception {
        Map<String, RawHttp2> connections = new HashMap<>();
        for (String request : List.of("POST /v1/sessions", "POST /v1/analyses?half", "GET /v1/analyses", "GET /")) {
            String[] words = request.split(" ", -1);
            for (Way way : Way.values()) {
                RawHttp2 connection = RawHttp2.open(gateway, way);
                connections.put(request + " " + way, connection);
                for (int i = 0; i < STREAMS_AT_A_TIME - 1; i++) {
                    connection.send(frame(Kind.HEADERS, END_HEADERS, stream(i), request(words[0], words[1])));
                }
            }
        }

        for (Map.Entry<String, RawHttp2> each : connections.entrySet()) {
            try (RawHttp2 connection = each.getValue()) {
                assertThat(connection.endsWithin(SOON))
                        .as(each.getKey() + ": " + connection)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void moreRequestsAtATimeThanAllowedAreRefused(Way way) throws Exception {
        List<Runnable> later = new java.util.concurrent.CopyOnWriteArrayList<>();
        SUITE.analysisBehaves(request -> {
            if (request.uri().contains("bystander")) {
                request.response().end("{}");
            } else {
                later.add(() -> request.response().end("{}"));
            }
        });
        int excess = 50;
        try (RawHttp2 connection = RawHttp2.open(gateway, way)) {
            for (int i = 0; i < STREAMS_AT_A_TIME + excess; i++) {
                connection.send(get(stream(i), "/v1/analyses?at-a-time"));
            }

            RawHttp2.await(SOON, () -> connection.resets().size() == excess);
            assertThat(connection.resets().values()).containsOnly(RawHttp2.REFUSED_STREAM);
            assertThat(arrivals("at-a-time")).isLessThanOrEqualTo(STREAMS_AT_A_TIME);
        }
    }

    private static byte[] many(byte[] frame, int times) {
        byte[][] frames = new byte[times][];
        Arrays.fill(frames, frame);
        return all(frames);
    }

    private static long arrivals(String mark) {
        return SUITE.analysisArrivals().stream()
                .filter(arrival -> arrival.uri().contains(mark))
                .count();
    }
}
