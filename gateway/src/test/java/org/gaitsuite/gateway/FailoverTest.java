package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaitsuite.gateway.standin.AgainstStandIns;
import org.gaitsuite.gateway.standin.Client;
import org.gaitsuite.gateway.standin.StandIn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances that go and come back. The gateway under test waits 2 s for an answer. */
@QuarkusTest
class FailoverTest extends AgainstStandIns {
    @Test
    void instancesTakeTurns() throws Exception {
        for (int i = 0; i < 6; i++) {
            client.send(client.asAnna("/v1/analyses"));
        }

        assertThat(suite.analyses).allSatisfy(one -> assertThat(one.arrivals()).hasSize(3));
    }

    @Test
    void aRefusedConnectionGoesUnnoticedEvenWithABody() throws Exception {
        suite.analyses.get(0).stop();

        for (int i = 0; i < 6; i++) {
            HttpResponse<String> answer = client.send(
                    client.asAnna("/v1/analyses").POST(HttpRequest.BodyPublishers.ofByteArray(new byte[100_000])));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"bytes\":100000}");
        }
        assertThat(suite.analyses.get(1).arrivals()).hasSize(6);
    }

    @Test
    void anInstanceThatComesBackIsUsedAgain() throws Exception {
        StandIn first = suite.analyses.get(0);
        first.stop();
        client.send(client.asAnna("/v1/analyses"));
        client.send(client.asAnna("/v1/analyses"));

        first.start();
        Thread.sleep(1_000);
        for (int i = 0; i < 4; i++) {
            client.send(client.asAnna("/v1/analyses"));
        }

        assertThat(first.arrivals()).isNotEmpty();
    }

    @Test
    void aRequestIsNeverSentTwiceOnceItWasSent() throws Exception {
        suite.analysisBehaves(
                request -> request.handler(chunk -> request.connection().close()));

        HttpResponse<String> answer = client.send(
                client.asAnna("/v1/analyses").POST(HttpRequest.BodyPublishers.ofByteArray(new byte[100_000])));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(Client.problem(answer)).isEqualTo("temporarily-unavailable");
        assertThat(answer.body()).contains("check whether the request took effect");
        assertThat(suite.analysisArrivals()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void aCallWithoutABodyIsRepeatedWhenItsConnectionDies(String method) throws Exception {
        AtomicInteger broken = new AtomicInteger();
        suite.analysisBehaves(request -> {
            if (broken.getAndIncrement() == 0) {
                request.connection().close();
            } else {
                request.response().setStatusCode(200).end("{}");
            }
        });

        HttpResponse<String> answer = client.send(client.asAnna("/v1/analyses/1d6f6f5e-6f0f-4f6b-8d9a-0a3f5a0c5b11")
                .method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(suite.analysisArrivals()).hasSize(2);
    }

    @Test
    void aConnectionThatAlwaysDiesIsGivenUp() throws Exception {
        suite.analysisBehaves(request -> request.connection().close());

        HttpResponse<String> answer = client.send(client.asAnna("/v1/analyses"));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("try again").doesNotContain("took effect");
        assertThat(suite.analysisArrivals()).hasSize(3);
    }

    @Test
    void callsUnderWayAtAnInstanceThatDiesAreAnsweredByAnother() throws Exception {
        CountDownLatch underWay = new CountDownLatch(6);
        suite.analyses.get(0).behave(request -> underWay.countDown());
        List<CompletableFuture<HttpResponse<String>>> calls = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                calls.add(CompletableFuture.supplyAsync(this::ask, callers));
            }
            assertThat(underWay.await(2, TimeUnit.SECONDS)).isTrue();

            suite.analyses.get(0).stop();

            assertThat(calls)
                    .allSatisfy(call -> assertThat(call.get().statusCode()).isEqualTo(200));
        }
    }

    private HttpResponse<String> ask() {
        try {
            return client.send(client.asAnna("/v1/analyses"));
        } catch (Exception e) { // What the client declares.
            throw new CompletionException(e);
        }
    }

    @Test
    void withNoInstanceLeftTheCallerIsAskedToTryAgain() throws Exception {
        suite.analyses.forEach(StandIn::stop);
        Thread.sleep(300);

        HttpResponse<String> answer = client.send(
                client.asAnna("/v1/analyses").POST(HttpRequest.BodyPublishers.ofByteArray(new byte[100_000])));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Client.problem(answer)).isEqualTo("temporarily-unavailable");
        assertThat(answer.headers().firstValueAsLong("Retry-After")).hasValue(2);

        suite.analyses.forEach(StandIn::start);
        assertThat(client.send(client.asAnna("/v1/analyses")).statusCode()).isEqualTo(200);
    }

    @Test
    void anInstanceWhoseAnswersFailIsPassedOverUntilATrialGoesWell() throws Exception {
        StandIn ill = suite.analyses.get(0);
        ill.behave(request -> request.response().setStatusCode(500).end());

        int failed = 0;
        for (int i = 0; i < 60; i++) {
            failed += client.send(client.asAnna("/v1/analyses")).statusCode() == 500 ? 1 : 0;
        }
        // Five (fewer if another test left some), and a trial after pauses of 200, 400, 800 ms, …
        assertThat(failed).isBetween(1, 10);

        ill.behave(request -> request.response().end("{}"));
        Thread.sleep(2_000);
        ill.arrivals().clear();
        for (int i = 0; i < 6; i++) {
            assertThat(client.send(client.asAnna("/v1/analyses")).statusCode()).isEqualTo(200);
        }
        assertThat(ill.arrivals()).hasSizeBetween(3, 4);
    }

    @Test
    void whatAllLackIsNobodysFault() throws Exception {
        suite.analysisBehaves(request -> request.response()
                .setStatusCode(503)
                .putHeader("Content-Type", "application/problem+json")
                .end("{\"type\":\"urn:gait-suite:problem:temporarily-unavailable\"}"));

        for (int i = 0; i < 20; i++) {
            client.send(client.asAnna("/v1/analyses"));
        }

        assertThat(suite.analyses).allSatisfy(one -> assertThat(one.arrivals()).hasSize(10));
    }

    @Test
    void aServiceThatDoesNotAnswerIsGivenUp() throws Exception {
        suite.analysisBehaves(request -> {});

        HttpResponse<String> answer = client.send(client.asAnna("/v1/analyses"));

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(Client.problem(answer)).isEqualTo("temporarily-unavailable");
        assertThat(answer.body()).contains("try again in a few seconds");
        assertThat(suite.analysisArrivals()).hasSize(1);
    }
}
