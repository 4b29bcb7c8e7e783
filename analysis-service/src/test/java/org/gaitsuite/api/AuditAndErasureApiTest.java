package org.gaitsuite.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.gaitsuite.job.ScriptedPipeline;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done is on record, and what is erased is gone. */
@QuarkusTest
@QuarkusTestResource(value = WithRedis.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = Gateway.class, restrictToAnnotatedClass = true)
class AuditAndErasureApiTest {
    private final Account me = new Account();

    @BeforeEach
    void awaitService() throws InterruptedException {
        Gateway.awaitService();
    }

    @Test
    void everythingOfAnAccountIsErased() throws InterruptedException {
        String gate = "erase-" + UUID.randomUUID();
        String running = me.accepted("wait:" + gate);
        ScriptedPipeline.awaitReached(gate);
        String done = me.accepted("walk");
        me.awaitState(done, "SUCCEEDED");
        me.calls().delete("/v1/analyses?all=true").then().statusCode(204);
        me.calls().get("/v1/analyses").then().body("items", hasSize(0));
        me.calls().get("/v1/analyses/" + running).then().statusCode(404);
        me.calls().get("/v1/analyses/" + done + "/cycles.csv").then().statusCode(404);
        me.calls().delete("/v1/analyses?all=true").then().statusCode(204);
    }

    @Test
    void aLostIdErasesNothing() throws InterruptedException {
        String id = me.accepted("walk");
        me.awaitState(id, "SUCCEEDED");
        for (String address : List.of("/v1/analyses", "/v1/analyses/", "/v1/analyses?all", "/v1/analyses?all=false")) {
            me.calls()
                    .delete(address)
                    .then()
                    .statusCode(400)
                    .body("type", equalTo("urn:gait-suite:problem:invalid-parameter"))
                    .body("detail", containsString("all=true"));
        }
        me.calls().get("/v1/analyses/" + id).then().statusCode(200);
    }

    @Test
    void whatIsDoneToAnAnalysisIsAuditedForItsOwnerAndForOperators() throws InterruptedException {
        String id = me.accepted("walk");
        me.awaitState(id, "SUCCEEDED");
        me.calls().get("/v1/analyses/" + id + "/cycles.csv").then().statusCode(200);
        me.calls().get("/v1/analyses/" + id + "/cycles.csv").then().statusCode(200);
        me.calls().delete("/v1/analyses/" + id).then().statusCode(204);
        me.calls()
                .get("/v1/audit")
                .then()
                .statusCode(200)
                .body("events.action", equalTo(List.of("ERASED", "EXPORTED", "READ", "UPLOADED")))
                .body("events.actor", equalTo(Collections.nCopies(4, me.id())))
                .body("events.analysis", equalTo(Collections.nCopies(4, id)))
                .body("events[1].detail", equalTo("cycles.csv"));
        String cursor = me.calls()
                .queryParam("limit", 3)
                .get("/v1/audit")
                .then()
                .body("events", hasSize(3))
                .extract()
                .path("next_cursor");
        me.calls()
                .queryParam("cursor", cursor)
                .get("/v1/audit")
                .then()
                .body("events.action", equalTo(List.of("UPLOADED")))
                .body("next_cursor", nullValue());
        new Account().calls().get("/v1/audit").then().body("events", hasSize(0));
        me.calls().get("/v1/ops/audit").then().statusCode(403);
        given().header("Authorization", "Bearer " + Gateway.identityOfOperator("operator-1"))
                .queryParam("account", me.id())
                .get("/v1/ops/audit")
                .then()
                .statusCode(200)
                .body("events", hasSize(4));
    }
}
