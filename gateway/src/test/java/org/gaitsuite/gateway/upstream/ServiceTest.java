package org.gaitsuite.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HALF_MINUTE = Duration.ofSeconds(30);

    private final Service service = service("http://a:1", "http://b:2", "http://c:3");

    @Test
    void instancesTakeTurnsAndTheOthersFollow() {
        assertThat(names(service.inTurn())).containsExactly("http://a:1", "http://b:2", "http://c:3");
        assertThat(names(service.inTurn())).containsExactly("http://b:2", "http://c:3", "http://a:1");
        assertThat(names(service.inTurn())).containsExactly("http://c:3", "http://a:1", "http://b:2");
    }

    @Test
    void anInstanceThatCannotBeReachedComesLast() {
        service.notReached(service.instances().get(0), new ConnectException("refused"));

        assertThat(names(service.inTurn())).containsExactly("http://b:2", "http://c:3", "http://a:1");
    }

    @Test
    void anInstanceThatWasReachedIsInGoodStandingAtOnce() {
        Instance first = service.instances().get(0);
        service.notReached(first, new ConnectException("refused"));
        service.reached(first);

        assertThat(names(service.inTurn())).first().isEqualTo("http://a:1");
    }

    @Test
    void anInstanceThatLacksWhatOthersHaveComesAfterThem() {
        service.instances().forEach(service::reached);
        service.instances().get(0).leansOn("sql=down,redis=up");
        service.instances().get(1).leansOn("sql=up,redis=up");
        service.instances().get(2).leansOn("sql=up,redis=up");

        assertThat(names(service.inTurn())).containsExactly("http://b:2", "http://c:3", "http://a:1");
        assertThat(service.parts()).containsEntry("sql", true);
    }

    @Test
    void whatNobodyHasMakesNoDifference() {
        service.instances().forEach(service::reached);
        service.instances().forEach(instance -> instance.leansOn("sql=down"));

        assertThat(names(service.inTurn())).containsExactly("http://a:1", "http://b:2", "http://c:3");
        assertThat(service.parts()).containsEntry("sql", false);
    }

    @Test
    void anInstanceThatLeavesIsLeftInPeaceWhileThereAreOthers() {
        service.instances().forEach(service::reached);
        service.instances().get(0).leaves(true);

        assertThat(names(service.inTurn())).containsExactly("http://b:2", "http://c:3", "http://a:1");
    }

    @Test
    void anInstanceThatHasNotAnsweredYetComesAfterThoseThatHave() {
        service.reached(service.instances().get(1));
        service.reached(service.instances().get(2));

        assertThat(names(service.inTurn())).containsExactly("http://b:2", "http://c:3", "http://a:1");
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

    private static Service service(String... urls) {
        return new Service("a service", Stream.of(urls).map(URI::create).toList(), SECOND, HALF_MINUTE);
    }

    private static List<String> names(List<Instance> instances) {
        return instances.stream().map(Instance::toString).toList();
    }
}
