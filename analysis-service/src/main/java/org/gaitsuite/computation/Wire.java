package org.gaitsuite.computation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;

/**
 * The form of orders and answers on the pipes. An answer starts with a mark at the start of a line, so that whatever a native library
 * prints to the same place is told apart from it.
 */
@RegisterForReflection(
        targets = {Order.class, Answer.class},
        registerFullHierarchy = true)
final class Wire {
    private static final String MARK = "gait-answer ";
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Wire() {}

    static String line(Order order) {
        return json(order) + "\n";
    }

    /** Starts with a line break: a library may have left its own line unfinished. */
    static String line(Answer answer) {
        return "\n" + MARK + json(answer) + "\n";
    }

    static Order order(String line) throws JsonProcessingException {
        return JSON.readValue(line, Order.class);
    }

    /** @return empty where the line is no answer */
    static Optional<Answer> answer(String line) throws JsonProcessingException {
        return line.startsWith(MARK)
                ? Optional.of(JSON.readValue(line.substring(MARK.length()), Answer.class))
                : Optional.empty();
    }

    private static String json(Object message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + message, e);
        }
    }
}
