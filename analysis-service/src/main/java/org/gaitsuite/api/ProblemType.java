package org.gaitsuite.api;

/** The kinds of problem that the service answers with, each with its stable slug, HTTP status and title. */
enum ProblemType {
    EMPTY_BODY("empty-body", 400, "The upload is empty"),
    INVALID_PARAMETER("invalid-parameter", 400, "A parameter is not valid"),
    SESSION_REQUIRED("session-required", 401, "Please log in"),
    SESSION_EXPIRED("session-expired", 401, "The session has expired"),
    FORBIDDEN("forbidden", 403, "Not allowed"),
    INSUFFICIENT_SCOPE("insufficient-scope", 403, "The API token may not do this"),
    NOT_FOUND("not-found", 404, "Not found"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "This call does not exist here"),
    NOT_ACCEPTABLE("not-acceptable", 406, "This form of answer does not exist here"),
    UPLOAD_TOO_LARGE("upload-too-large", 413, "The upload is too large"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "This kind of file is not accepted"),
    RANGE_NOT_SATISFIABLE("range-not-satisfiable", 416, "The file is shorter than that"),
    INTERNAL_ERROR("internal-error", 500, "Something went wrong here"),
    TEMPORARILY_UNAVAILABLE("temporarily-unavailable", 503, "Not available at the moment"),
    STORE_FULL("store-full", 507, "There is no room for more videos");

    private final String slug;
    private final int status;
    private final String title;

    ProblemType(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    String urn() {
        return "urn:gait-suite:problem:" + slug;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }
}
