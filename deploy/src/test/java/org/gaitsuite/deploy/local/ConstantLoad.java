package org.gaitsuite.deploy.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Clients that go on asking until they are stopped: logins, reads, uploads, event streams and pages, over HTTP/1.1 and HTTP/2. They
 * repeat nothing. An event stream may end early, as its clients connect again; that is counted apart.
 */
final class ConstantLoad implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StartedSuite suite;
    private final Map<String, LongAdder> asked = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Queue<String> uploaded = new ConcurrentLinkedQueue<>();
    private final LongAdder streamsBrokenOff = new LongAdder();
    private final AtomicInteger number = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    private ConstantLoad(StartedSuite suite) {
        this.suite = suite;
    }

    static ConstantLoad on(StartedSuite suite) throws Exception {
        ConstantLoad load = new ConstantLoad(suite);
        Path video = Walks.tiny(suite);
        for (HttpClient.Version version : HttpClient.Version.values()) {
            if (version != HttpClient.Version.HTTP_1_1 && version != HttpClient.Version.HTTP_2) {
                continue;
            }
            load.goesOn(version, Duration.ofMillis(500), load::logIn);
            load.goesOn(version, Duration.ofMillis(20), load::readList);
            load.goesOn(version, Duration.ofMillis(20), load::readSession);
            load.goesOn(version, Duration.ofMillis(100), load::readLast);
            load.goesOn(version, Duration.ofMillis(1500), api -> load.upload(api, video));
            load.goesOn(version, Duration.ofMillis(300), load::follow);
            load.goesOn(version, Duration.ofMillis(200), load::page);
        }
        return load;
    }

    /** What a client does once. */
    @FunctionalInterface
    private interface Call {
        void by(PublicApi api) throws Exception;
    }

    private void goesOn(HttpClient.Version version, Duration pause, Call call) throws Exception {
        PublicApi api = PublicApi.at(suite.url(), suite.credentials().certificate(), version);
        api.logIn(Credentials.LOGIN, suite.credentials().loginPassword());
        threads.add(Thread.ofPlatform().name("load-" + threads.size()).start(() -> {
            while (!stopped) {
                try {
                    call.by(api);
                    Thread.sleep(pause);
                } catch (InterruptedException e) {
                    return;
                } catch (Exception e) {
                    failed(version + " " + e);
                }
            }
        }));
    }

    private void logIn(PublicApi api) throws IOException, InterruptedException {
        String body = JSON.createObjectNode()
                .put("login", Credentials.LOGIN)
                .put("password", suite.credentials().loginPassword())
                .toString();
        HttpResponse<String> answer = expect(
                201,
                "login",
                api,
                api.request("/v1/sessions")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
        if (answer.statusCode() == 201) {
            // As a browser does: the next login ends this one, so the account keeps its other sessions.
            api.identifyBy(JSON.readTree(answer.body()).path("token").asText());
        }
    }

    private void readList(PublicApi api) throws IOException, InterruptedException {
        expect(200, "list", api, api.request("/v1/analyses?limit=5").GET());
    }

    private void readSession(PublicApi api) throws IOException, InterruptedException {
        expect(200, "session", api, api.request("/v1/sessions/current").GET());
    }

    private void readLast(PublicApi api) throws IOException, InterruptedException {
        String id = uploaded.peek();
        if (id != null) {
            expect(200, "analysis", api, api.request("/v1/analyses/" + id).GET());
        }
    }

    private void upload(PublicApi api, Path video) throws IOException, InterruptedException {
        int n = number.incrementAndGet();
        HttpResponse<String> answer = expect(
                202,
                "upload",
                api,
                api.request("/v1/analyses?again=true&name=load" + n)
                        .header("Content-Type", "video/mp4")
                        .header("Idempotency-Key", "load-" + n)
                        .POST(HttpRequest.BodyPublishers.ofFile(video)));
        if (answer.statusCode() == 202) {
            uploaded.add(JSON.readTree(answer.body()).path("id").asText());
        }
    }

    private void page(PublicApi api) throws IOException, InterruptedException {
        expect(200, "page", api, api.request("/").GET());
    }

    /** A stream that was answered 200 and ends without the final state has only to be opened again. */
    private void follow(PublicApi api) throws IOException, InterruptedException {
        List<String> ids = List.copyOf(uploaded);
        if (ids.isEmpty()) {
            return;
        }
        count("events");
        HttpResponse<Stream<String>> answer = api.exchange(
                api.request("/v1/analyses/" + ids.getLast() + "/events").GET(),
                PATIENCE,
                HttpResponse.BodyHandlers.ofLines());
        if (answer.statusCode() != 200) {
            failed("events answered " + answer.statusCode());
            return;
        }
        try (Stream<String> lines = answer.body()) {
            if (lines.noneMatch(line -> line.contains("SUCCEEDED") || line.contains("FAILED"))) {
                streamsBrokenOff.increment();
            }
        } catch (RuntimeException brokenOff) {
            streamsBrokenOff.increment();
        }
    }

    private HttpResponse<String> expect(int status, String what, PublicApi api, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        count(what);
        try {
            HttpResponse<String> answer = api.exchange(request, PATIENCE, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != status) {
                failed(what + " answered " + answer.statusCode() + " " + answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new IOException(what + ": " + e, e);
        }
    }

    private void count(String what) {
        asked.computeIfAbsent(what, first -> new LongAdder()).increment();
    }

    private void failed(String what) {
        failures.add(LocalTime.now().truncatedTo(ChronoUnit.MILLIS) + " " + what);
    }

    /** No new requests; waits for those under way. */
    @Override
    public void close() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    List<String> uploaded() {
        return List.copyOf(uploaded);
    }

    /** For instance {@code 1200 requests ({list=600, …}), 3 event streams broken off and opened again, 0 failed}. */
    String line() {
        return "%d requests %s, %d event streams ended early and were opened again, %d failed"
                .formatted(
                        asked.values().stream().mapToLong(LongAdder::sum).sum(),
                        asked,
                        streamsBrokenOff.sum(),
                        failures.size());
    }
}
