package org.gaitsuite.session.oidc;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import org.gaitsuite.session.Gateway;
import org.jspecify.annotations.Nullable;

/** Somebody's way to the provider and back, through the gateway. */
final class Browser {
    static final String BEGIN = "/v1/sessions/oidc";
    static final String CALLBACK = "/v1/sessions/oidc/callback";

    private final Map<String, String> person = new HashMap<>();
    private @Nullable String session;

    private Browser(String subject) {
        person.put("sub", subject);
    }

    static Browser of(String subject) {
        return new Browser(subject);
    }

    /** What the provider says of the person, or how it misbehaves. */
    Browser with(String claim, String value) {
        person.put(claim, value);
        return this;
    }

    /** Whose session it has on the way back. */
    Browser loggedInWith(String token) {
        session = token;
        return this;
    }

    /** The whole way. */
    Response logIn() {
        return logIn(null);
    }

    Response logIn(@Nullable String returnTo) {
        Response begun = begin(returnTo);
        return comeBack(begun.getCookie("__Host-gait-login"), atProvider(begun.getHeader("Location")), session);
    }

    static Response begin(@Nullable String returnTo) {
        RequestSpecification request = Gateway.asGateway().redirects().follow(false);
        return (returnTo == null ? request : request.queryParam("return_to", returnTo)).get(BEGIN);
    }

    /** Logs in there; what the provider sends back, by name. */
    Map<String, String> atProvider(String address) {
        String back = given().redirects()
                .follow(false)
                .queryParams(person)
                .urlEncodingEnabled(true)
                .get(java.net.URI.create(address))
                .then()
                .statusCode(302)
                .extract()
                .header("Location");
        return StandInProvider.form(back.substring(back.indexOf('?') + 1));
    }

    static Response comeBack(@Nullable String cookie, Map<String, String> brought) {
        return comeBack(cookie, brought, null);
    }

    private static Response comeBack(@Nullable String cookie, Map<String, String> brought, @Nullable String session) {
        RequestSpecification request = (session == null ? Gateway.asGateway() : Gateway.withToken(session))
                .redirects()
                .follow(false)
                .queryParams(brought);
        return (cookie == null ? request : request.header("X-Gait-Login-Attempt", cookie)).get(CALLBACK);
    }

    /** The token of the session that an answer opens. */
    static String token(Response answer) {
        answer.then().statusCode(303);
        return answer.getCookie("__Host-gait-session");
    }
}
