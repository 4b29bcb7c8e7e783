package org.gaitsuite.api;

/** Ends a request with a problem document. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Refused(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    Refused(ProblemType type, String detail) {
        this(Problem.of(type, detail));
    }

    /** The same answer for an id that does not exist and for one that belongs to another account. */
    static Refused notFound() {
        return new Refused(
                ProblemType.NOT_FOUND,
                "There is no such analysis in your account. It may have been erased; the list of your analyses shows what is there.");
    }

    Problem problem() {
        return problem;
    }
}
