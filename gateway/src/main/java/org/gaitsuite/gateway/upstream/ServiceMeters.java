package org.gaitsuite.gateway.upstream;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/** What operators see of a service from the gateway's side. */
final class ServiceMeters {
    private ServiceMeters() {}

    static void register(Service service, MeterRegistry meters) {
        Service.Figures figures = service.figures();
        Gauge.builder("gait.gateway.upstream.in.flight", figures.inFlight, LongAdder::sum)
                .description("Requests to the service that are under way")
                .tag("service", service.name())
                .register(meters);
        Gauge.builder("gait.gateway.upstream.circuit.open", service, one -> one.isCircuitOpen() ? 1 : 0)
                .description("1 while no instance of the service can be used and requests to it fail at once")
                .tag("service", service.name())
                .register(meters);
        String ejections = "Times that an instance was passed over";
        count(meters, service, "ejections", ejections, "cause", "unreachable", figures.unreachable);
        count(meters, service, "ejections", ejections, "cause", "answers", figures.suspended);
        String repeats = "Requests that were sent and broke off, by whether they were sent again";
        count(meters, service, "repeats", repeats, "sent", "true", figures.repeated);
        count(meters, service, "repeats", repeats, "sent", "false", figures.notRepeated);
        String refusals = "Requests that the gateway did not send";
        count(meters, service, "refusals", refusals, "cause", "circuit-open", figures.refusedAtOnce);
        count(meters, service, "refusals", refusals, "cause", "busy", figures.refusedBusy);
    }

    private static void count(
            MeterRegistry meters,
            Service service,
            String name,
            String description,
            String tag,
            String value,
            LongAdder figure) {
        FunctionCounter.builder("gait.gateway.upstream." + name, figure, LongAdder::sum)
                .description(description)
                .tag("service", service.name())
                .tag(tag, value)
                .register(meters);
    }
}
