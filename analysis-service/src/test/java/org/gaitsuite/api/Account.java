package org.gaitsuite.api;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;

/** An account of its own that calls the service, with what the gateway vouches for. */
record Account(String id) {
    private static final int LONGEST_WAIT_SECONDS = 20;

    Account() {
        this(Gateway.account());
    }

    RequestSpecification calls() {
        return given().header("Authorization", "Bearer " + Gateway.identityOf(id));
    }

    /** Submits a video that {@link org.gaitsuite.job.ScriptedPipeline} reads as a script. */
    ValidatableResponse submit(String script) {
        return calls().contentType("video/mp4")
                .body(script.getBytes(UTF_8))
                .post("/v1/analyses")
                .then();
    }

    /** @return the id of the analysis */
    String accepted(String script) {
        return submit(script).statusCode(202).extract().path("id");
    }

    ValidatableResponse awaitState(String analysis, String state) throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(LONGEST_WAIT_SECONDS);
        while (true) {
            ValidatableResponse response =
                    calls().get("/v1/analyses/" + analysis).then().statusCode(200);
            String now = response.extract().path("state");
            if (now.equals(state)) {
                return response;
            }
            assertThat(Instant.now()).as("%s is still %s", analysis, now).isBefore(deadline);
            Thread.sleep(50);
        }
    }
}
