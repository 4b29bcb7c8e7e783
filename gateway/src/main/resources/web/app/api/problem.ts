import { messages } from '../messages';
import type { Problem } from './types';

const PREFIX = 'urn:gait-suite:problem:';

/** A refusal of the server, or no answer at all, with a sentence that can be shown as it is. */
export class ApiProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail || problem.title);
  }

  /** The last word of the problem type, for instance `session-expired`. */
  get slug(): string {
    return this.problem.type.startsWith(PREFIX) ? this.problem.type.slice(PREFIX.length) : this.problem.type;
  }

  get asksForLogin(): boolean {
    return this.slug === 'session-required' || this.slug === 'session-expired';
  }
}

/** Problem for a request that got no answer. */
export function unreachable(): ApiProblem {
  return new ApiProblem({ type: 'about:blank', title: messages.problems.unreachable, detail: messages.problems.unreachable });
}

/** Reads the problem document of a refused request; a body that is none still gives a sentence. */
export function problemOf(status: number, contentType: string | null, body: string): ApiProblem {
  if (contentType?.includes('json')) {
    try {
      const parsed = JSON.parse(body) as Partial<Problem>;
      if (typeof parsed.type === 'string' || typeof parsed.title === 'string') {
        return new ApiProblem({ ...parsed, type: parsed.type ?? 'about:blank', title: parsed.title ?? messages.problems.status(status) });
      }
    } catch {
      // Not the JSON it claims to be: the status alone has to do.
    }
  }
  return new ApiProblem({ type: 'about:blank', title: messages.problems.status(status), status });
}

/** Turns whatever was thrown into a sentence for the page. */
export function sentenceOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
