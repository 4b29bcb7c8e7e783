package org.gaitsuite.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gaitsuite.gateway.GatewayConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HALF_MINUTE = Duration.ofSeconds(30);

    private final Service service = service("http://a:1", "http://b:2", "http://c:3");

    @Test
    void instancesTakeTurnsAndTheOthersFollow() {
        assertThat(names(service.byStanding(System.nanoTime())))
                .containsExactly("http://a:1", "http://b:2", "http://c:3");
        assertThat(names(service.byStanding(System.nanoTime())))
                .containsExactly("http://b:2", "http://c:3", "http://a:1");
        assertThat(names(service.byStanding(System.nanoTime())))
                .containsExactly("http://c:3", "http://a:1", "http://b:2");
    }

    @Test
    void anInstanceThatCannotBeReachedComesLast() {
        service.notReached(service.instances().get(0), new ConnectException("refused"));

        assertThat(names(service.byStanding(System.nanoTime())))
                .containsExactly("http://b:2", "http://c:3", "http://a:1");
    }

    @Test
    void anInstanceThatWasReachedIsInGoodStandingAtOnce() {
        Instance first = service.instances().get(0);
        service.notReached(first, new ConnectException("refused"));
        service.reached(first);

        assertThat(names(service.byStanding(System.nanoTime()))).first().isEqualTo("http://a:1");
    }

    @Test
    void anInstanceThatLacksWhatOthersHaveComesAfterThem() {
        service.instances().forEach(service::reached);
        service.instances().get(0).leansOn("sql=down,redis=up");
        service.instances().get(1).leansOn("sql=up,redis=up");
        service.instances().get(2).leansOn("sql=up,redis=up");

        assertThat(names(service.byStanding(System.nanoTime())))
                .containsExactly("http://b:2", "http://c:3", "http://a:1");
        assertThat(service.parts()).containsEntry("sql", true);
    }

    @Test
    void whatNobodyHasMakesNoDifference() {
        service.instances().forEach(service::reached);
        service.instances().forEach(instance -> instance.leansOn("sql=down"));

        assertThat(names(service.byStanding(System.nanoTime())))
                .containsExactly("http://a:1", "http://b:2", "http://c:3");
        assertThat(service.parts()).containsEntry("sql", false);
    }

    @Test
    void anInstanceThatLeavesIsLeftInPeaceWhileThereAreOthers() {
        service.instances().forEach(service::reached);
        service.instances().get(0).leaves(true);

        assertThat(names(service.byStanding(System.nanoTime())))
                .containsExactly("http://b:2", "http://c:3", "http://a:1");
    }

    @Test
    void anInstanceThatHasNotAnsweredYetComesAfterThoseThatHave() {
        service.reached(service.instances().get(1));
        service.reached(service.instances().get(2));

        assertThat(names(service.byStanding(System.nanoTime())))
                .containsExactly("http://b:2", "http://c:3", "http://a:1");
    }

    @Test
    void theTimeInDisgraceDoublesUpToItsLimit() {
        Instance instance = service.instances().get(0);
        long now = 1_000;
        long[] secondsExpected = {1, 2, 4, 8, 16, 30, 30};
        for (long seconds : secondsExpected) {
            instance.notReached(now, SECOND, HALF_MINUTE);
            long end = now + Duration.ofSeconds(seconds).toNanos();
            assertThat(instance.isEjected(end - 1)).isTrue();
            assertThat(instance.isEjected(end)).isFalse();
            now = end;
        }
    }

    @Test
    void failuresOfTheSameMomentCountOnce() {
        Instance instance = service.instances().get(0);
        for (int i = 0; i < 100; i++) {
            instance.notReached(1_000, SECOND, HALF_MINUTE);
        }

        assertThat(instance.isEjected(1_000 + SECOND.toNanos())).isFalse();
    }

    @Test
    void itAnswersWhenOneInstanceDoes() {
        assertThat(service.answers()).isFalse();
        service.reached(service.instances().get(2));
        assertThat(service.answers()).isTrue();
        service.notReached(service.instances().get(2), new ConnectException("refused"));
        assertThat(service.answers()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8081", "ftp://a:1", "http://a:1/path", "http://a:1?x=y", "http:///"})
    void anAddressThatLeadsNowhereIsRefusedByName(String url) {
        assertThatThrownBy(() -> service(url)).hasMessageContaining(url);
    }

    @Test
    void anInstanceThatCannotBeReachedIsNotTriedWhileThereAreOthers() {
        service.notReached(service.instances().get(0), new ConnectException("refused"));

        assertThat(names(service.inTurn())).containsExactly("http://b:2", "http://c:3");
        assertThat(service.isCircuitOpen()).isFalse();
    }

    @Test
    void whenNoneCanBeReachedOneRequestAtATimeTriesThem() {
        service.instances().forEach(one -> service.notReached(one, new ConnectException("refused")));

        assertThat(service.isCircuitOpen()).isTrue();
        assertThat(service.inTurn()).hasSize(3);
        assertThat(service.inTurn()).isEmpty();

        service.reached(service.instances().get(1));
        assertThat(names(service.inTurn())).containsExactly("http://b:2");
        assertThat(names(service.inTurn())).containsExactly("http://b:2");
    }

    @Test
    void anInstanceWhoseAnswersFailIsPassedOverEvenThoughItAnswersProbes() {
        service.instances().forEach(service::reached);
        misbehave(service.instances().get(0), 4);
        assertThat(service.inTurn()).hasSize(3);

        misbehave(service.instances().get(0), 1);
        service.reached(service.instances().get(0));
        assertThat(names(service.inTurn())).doesNotContain("http://a:1").hasSize(2);
    }

    @Test
    void neverMoreThanHalfArePassedOverForTheirAnswers() {
        service.instances().forEach(service::reached);
        service.instances().forEach(one -> misbehave(one, 20));

        assertThat(service.inTurn()).hasSize(2);
    }

    @Test
    void aSuspendedInstanceComesBackByOneTrial() throws InterruptedException {
        Service quick = new Service(
                "a service",
                Stream.of("http://a:1", "http://b:2").map(URI::create).toList(),
                settings(Map.of("eject-for", "30MS")));
        quick.instances().forEach(quick::reached);
        Instance suspended = quick.instances().get(0);
        for (int i = 0; i < 5; i++) {
            quick.misbehaved(suspended, "status 500");
        }
        assertThat(names(quick.inTurn())).containsExactly("http://b:2");
        Thread.sleep(40);

        assertThat(names(quick.inTurn())).containsExactly("http://a:1", "http://b:2");
        assertThat(names(quick.inTurn())).as("one at a time").containsExactly("http://b:2");
        assertThat(suspended.conduct().good(System.nanoTime())).isTrue();
        assertThat(quick.inTurn()).hasSize(2);
        assertThat(quick.inTurn()).hasSize(2);
    }

    private void misbehave(Instance instance, int times) {
        for (int i = 0; i < times; i++) {
            service.misbehaved(instance, "status 500");
        }
    }

    private static Service service(String... urls) {
        return new Service("a service", Stream.of(urls).map(URI::create).toList(), settings(Map.of()));
    }

    /** The defaults, and what is given. */
    static GatewayConfig.Upstream settings(Map<String, String> given) {
        Map<String, String> full = given.entrySet().stream()
                .collect(Collectors.toMap(one -> "gait.gateway.upstream." + one.getKey(), Map.Entry::getValue));
        return new SmallRyeConfigBuilder()
                .withMapping(GatewayConfig.class)
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(full, "test", 500))
                .build()
                .getConfigMapping(GatewayConfig.class)
                .upstream();
    }

    private static List<String> names(List<Instance> instances) {
        return instances.stream().map(Instance::toString).toList();
    }
}
