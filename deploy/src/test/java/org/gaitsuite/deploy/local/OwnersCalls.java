package org.gaitsuite.deploy.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.gaitsuite.deploy.contract.ApiDocument;
import org.gaitsuite.deploy.contract.ApiDocument.Operation;

/**
 * Every call of the API document as the owner of an analysis would make it. One with a body that is new needs a case in {@link #asked}.
 *
 * @param analysis the owner's
 * @param artefact one of the analysis
 * @param tokenId an API token's
 */
record OwnersCalls(ApiDocument document, String analysis, String artefact, String tokenId) {
    /** All that are not for everybody. */
    List<Operation> secured() {
        return document.operations().stream()
                .filter(operation -> !isForEverybody(operation))
                .toList();
    }

    static boolean isForEverybody(Operation operation) {
        JsonNode security = operation.node().path("security");
        return security.isArray() && security.isEmpty();
    }

    static boolean isForOperators(Operation operation) {
        return operation.path().startsWith("/v1/ops/");
    }

    /** Nobody's so far. */
    Sent asked(Operation operation) {
        String id = operation.path().startsWith("/v1/tokens")
                ? tokenId
                : operation.path().startsWith("/v1/ops/") ? UUID.randomUUID().toString() : analysis;
        Sent sent = Sent.to(operation).at(id).file(artefact);
        return switch (operation.id()) {
            case "closeAccount" -> sent.json(ApiCalls.object().put("password", ApiCalls.PASSWORD));
            case "changePassword" ->
                sent.json(ApiCalls.object()
                        .put("current_password", ApiCalls.PASSWORD)
                        .put("new_password", ApiCalls.PASSWORD + " home"));
            case "issueToken" -> sent.json(ApiCalls.object().put("name", "of the matrix"));
            case "eraseAll" -> sent.query("all=true");
            // No film, so that nothing is computed: who may send one is told that it is none.
            case "submit" -> sent.body("video/mp4", "Dear doctor, ".repeat(500));
            default -> {
                if (operation.node().path("requestBody").path("required").asBoolean()) {
                    throw new AssertionError(operation.id() + " needs a body that nobody here knows");
                }
                yield sent;
            }
        };
    }
}
