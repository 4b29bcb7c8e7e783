package org.gaitsuite.trail;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.logging.json.runtime.JsonFormatter;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Where lines are JSON, has the fields of {@link RequestTrail} stand beside the message, as in the gateway's access line, and not in an
 * object of their own: one question then finds the lines of all services. Quarkus 3.30.6 has no setting for it.
 */
@Singleton
class FlatFields {
    /** Once the log is set up; what is logged before belongs to no request. */
    void begin(@Observes StartupEvent event) {
        for (Handler handler : InitialConfigurator.DELAYED_HANDLER.getHandlers()) {
            if (handler.getFormatter() instanceof JsonFormatter asSet) {
                handler.setFormatter(new Flat(asSet));
            }
        }
    }

    private static final class Flat extends JsonFormatter {
        private static final String NESTED = "mdc";

        Flat(JsonFormatter asSet) {
            super(asSet.getKeyOverrides(), withNested(asSet.getExcludedKeys()), asSet.getAdditionalFields());
        }

        private static Set<String> withNested(Set<String> excluded) {
            Set<String> all = new HashSet<>(excluded);
            all.add(NESTED);
            return all;
        }

        @Override
        protected void after(Generator generator, ExtLogRecord line) throws Exception {
            super.after(generator, line);
            for (Map.Entry<String, String> field : line.getMdcCopy().entrySet()) {
                generator.add(field.getKey(), field.getValue());
            }
        }
    }
}
