import type { Account, Analysis, AnalysisList, IssuedToken, Scope, Session, TokenList, WaysIn } from './types';
import { type ApiProblem, problemOf, unreachable } from './problem';

/** Fires `lost` when the server says that nobody is logged in any more. */
export const sessionWatch = new EventTarget();

/** Tells the page when a refusal means that the login has ended; returns the problem for throwing. */
export function noticed(problem: ApiProblem): ApiProblem {
  if (problem.asksForLogin) {
    sessionWatch.dispatchEvent(new Event('lost'));
  }
  return problem;
}

async function request(method: string, path: string, body?: unknown): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      headers: {
        Accept: 'application/json',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw unreachable();
  }
  if (!response.ok) {
    throw noticed(problemOf(response.status, response.headers.get('Content-Type'), await response.text()));
  }
  return response;
}

async function requestJson<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await request(method, path, body);
  return (await response.json()) as T;
}

const analysisPath = (id: string) => `/v1/analyses/${encodeURIComponent(id)}`;

/** The calls of the public API that the page makes. Every one rejects with an {@link ApiProblem}. */
export const api = {
  register: async (login: string, password: string, name: string): Promise<void> => {
    await request('POST', '/v1/accounts', { login, password, name });
  },

  logIn: (login: string, password: string): Promise<Session> => requestJson('POST', '/v1/sessions', { login, password }),

  waysIn: (): Promise<WaysIn> => requestJson('GET', '/v1/sessions/providers'),

  currentSession: (): Promise<Session> => requestJson('GET', '/v1/sessions/current'),

  logOut: async (): Promise<void> => {
    await request('DELETE', '/v1/sessions/current');
  },

  logOutEverywhere: async (): Promise<void> => {
    await request('DELETE', '/v1/sessions');
  },

  /** Every other login of the account ends; this one goes on with a new cookie. */
  changePassword: async (current: string, wanted: string, revokeTokens: boolean): Promise<void> => {
    await request('POST', '/v1/accounts/current/password', {
      current_password: current,
      new_password: wanted,
      revoke_tokens: revokeTokens,
    });
  },

  tokens: (): Promise<TokenList> => requestJson('GET', '/v1/tokens'),

  issueToken: (name: string, scopes: Scope[], days: number): Promise<IssuedToken> =>
    requestJson('POST', '/v1/tokens', { name, scopes, expires_in_days: days }),

  revokeToken: async (id: string): Promise<void> => {
    await request('DELETE', `/v1/tokens/${encodeURIComponent(id)}`);
  },

  analyses: (limit: number, cursor?: string): Promise<AnalysisList> => {
    const query = new URLSearchParams({ limit: String(limit) });
    if (cursor) {
      query.set('cursor', cursor);
    }
    return requestJson('GET', `/v1/analyses?${query}`);
  },

  analysis: (id: string): Promise<Analysis> => requestJson('GET', analysisPath(id)),

  /** Cancels an analysis that is under way, erases a finished one with its video. */
  remove: async (id: string): Promise<void> => {
    await request('DELETE', analysisPath(id));
  },

  eventsPath: (id: string): string => `${analysisPath(id)}/events`,
};

export function displayName(account: Account): string {
  return account.name?.trim() || account.login;
}
