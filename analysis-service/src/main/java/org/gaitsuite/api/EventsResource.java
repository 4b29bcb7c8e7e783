package org.gaitsuite.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.gaitsuite.departure.Departure;
import org.gaitsuite.job.Analyses;
import org.gaitsuite.job.Analysis;
import org.gaitsuite.job.AnalysisState;
import org.gaitsuite.job.Failure;
import org.gaitsuite.job.ProgressBoard;
import org.gaitsuite.job.ProgressNow;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * State and progress as server-sent events. A stream starts with where the analysis is, so a client may reconnect at any time, to any
 * instance, and miss nothing; it ends after the final state, and when this process is about to leave.
 */
@Path("/v1/analyses/{id}/events")
@RolesAllowed("user")
@Blocking
public class EventsResource {
    private static final Logger LOG = Logger.getLogger(EventsResource.class);
    /** Listeners may miss a call, so SQL is asked at least this often. */
    private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(1);

    private static final Duration BETWEEN_EVENTS = Duration.ofMillis(100);
    private static final Duration BETWEEN_COMMENTS = Duration.ofSeconds(15);

    private final Analyses analyses;
    private final Caller caller;
    private final Sse sse;
    private final Departure departure;

    @Inject
    EventsResource(Analyses analyses, Caller caller, Sse sse, Departure departure) {
        this.analyses = analyses;
        this.caller = caller;
        this.sse = sse;
        this.departure = departure;
    }

    /** Data of {@code event: progress}. */
    record ProgressEvent(AnalysisState state, String stage, double fraction) {}

    /** Data of {@code event: state}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StateEvent(AnalysisState state, @Nullable Failure failure) {}

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> follow(@PathParam("id") String id) {
        String account = caller.account();
        Analysis analysis = analyses.findSummary(account, Ids.parse(id)).orElseThrow(Refused::notFound);
        return Multi.createFrom()
                .emitter(emitter -> Thread.ofVirtual()
                        .name("events-" + analysis.id())
                        .start(() -> follow(account, analysis, new Stream(emitter))));
    }

    private void follow(String account, Analysis analysis, Stream stream) {
        Semaphore news = new Semaphore(1);
        try (ProgressBoard.Watch watch = analyses.watch(analysis, news::release);
                Departure.Registration end = departure.listen(news::release)) {
            Optional<Analysis> now = Optional.of(analysis);
            while (!departure.hasBegun() && now.isPresent() && stream.show(now.get(), analyses.progress(now.get()))) {
                Thread.sleep(BETWEEN_EVENTS);
                if (news.tryAcquire(AT_LEAST_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
                now = analyses.findSummary(account, analysis.id());
            }
            stream.end();
        } catch (InterruptedException e) {
            stream.end();
        } catch (RuntimeException e) {
            // The client connects again and goes on where it was.
            LOG.warnf("The events of %s break off: %s", analysis.id(), e.getMessage());
            stream.end();
        }
    }

    /** What one client has been told. */
    private final class Stream {
        private final MultiEmitter<? super OutboundSseEvent> emitter;
        private volatile boolean gone;
        private @Nullable AnalysisState state;
        private @Nullable ProgressNow progress;
        private long lastSentNanos = System.nanoTime();

        Stream(MultiEmitter<? super OutboundSseEvent> emitter) {
            this.emitter = emitter;
            emitter.onTermination(() -> gone = true);
        }

        /** @return whether there is more to come */
        boolean show(Analysis analysis, ProgressNow current) {
            if (analysis.state() != state) {
                state = analysis.state();
                send("state", new StateEvent(analysis.state(), analysis.failure()));
            }
            if (analysis.state().isFinal()) {
                return false;
            }
            if (!current.equals(progress)) {
                progress = current;
                send("progress", new ProgressEvent(analysis.state(), current.stage(), current.fraction()));
            } else if (System.nanoTime() - lastSentNanos > BETWEEN_COMMENTS.toNanos()) {
                emit(sse.newEventBuilder().comment("still here").build());
            }
            return !gone;
        }

        private void send(String name, Object data) {
            emit(sse.newEventBuilder()
                    .name(name)
                    .mediaType(MediaType.APPLICATION_JSON_TYPE)
                    .data(data)
                    .build());
        }

        private void emit(OutboundSseEvent event) {
            lastSentNanos = System.nanoTime();
            emitter.emit(event);
        }

        void end() {
            emitter.complete();
        }
    }
}
