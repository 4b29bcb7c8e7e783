package org.gaitsuite.gateway.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A normal user on a connection of their own while something goes on: every call must be answered, and soon. */
public final class Bystander implements AutoCloseable {
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(100);
    private static final Duration SOON = Duration.ofSeconds(10);
    /** The process under test has 64 MiB of heap and as much outside it; this is what a little use may take of them. */
    private static final long MEBIBYTES = 110;

    private final GatewayProcess gateway;
    private final Client client;
    private final long residentBefore;
    private final List<String> bad = new CopyOnWriteArrayList<>();
    private final Thread calling;
    private volatile boolean over;
    private volatile long slowestNanos;
    private volatile int calls;

    /** Begins to call. */
    public Bystander(GatewayProcess gateway) throws IOException {
        this.gateway = gateway;
        this.client = new Client(gateway.base());
        this.residentBefore = gateway.residentMebibytes();
        this.calling = Thread.ofVirtual().start(this::call);
    }

    private void call() {
        while (!over) {
            long begin = System.nanoTime();
            try {
                HttpResponse<String> answer = client.send(client.asAnna("/v1/analyses?of=bystander"));
                if (answer.statusCode() != 200) {
                    bad.add(answer.statusCode() + " " + answer.body());
                }
                calls++;
                Thread.sleep(BETWEEN_CALLS);
            } catch (IOException | InterruptedException e) {
                bad.add(e.toString());
            }
            slowestNanos = Math.max(slowestNanos, System.nanoTime() - begin);
        }
    }

    /** Calls once more, and says whether all went well. */
    @Override
    public void close() throws Exception {
        int before = calls;
        RawHttp2.await(SOON, () -> calls > before || !bad.isEmpty());
        over = true;
        calling.join(SOON);
        assertThat(bad).isEmpty();
        assertThat(Duration.ofNanos(slowestNanos)).isLessThan(SOON);
        assertThat(gateway.log()).doesNotContain("OutOfMemory").doesNotContain("blocked for");
        assertThat(gateway.residentMebibytes() - residentBefore).as("MiB more").isLessThan(MEBIBYTES);
    }
}
