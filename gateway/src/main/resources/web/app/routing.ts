/** The addresses of the page. The gateway serves the same document for each of them. */
export type Route =
  | { page: 'home' }
  | { page: 'login'; next: string; problem: string }
  | { page: 'account' }
  | { page: 'analysis'; id: string }
  | { page: 'nowhere' };

export function routeOf(location: Pick<Location, 'pathname' | 'search'>): Route {
  const path = location.pathname.replace(/\/+$/, '') || '/';
  if (path === '/') {
    return { page: 'home' };
  }
  if (path === '/login') {
    const query = new URLSearchParams(location.search);
    return { page: 'login', next: ownPath(query.get('next')), problem: query.get('problem') ?? '' };
  }
  if (path === '/account') {
    return { page: 'account' };
  }
  const analysis = /^\/analyses\/([^/]+)$/.exec(path);
  return analysis?.[1] ? { page: 'analysis', id: decodeURIComponent(analysis[1]) } : { page: 'nowhere' };
}

export const analysisPath = (id: string) => `/analyses/${encodeURIComponent(id)}`;

export const loginPath = (next: string) => (next === '/' ? '/login' : `/login?next=${encodeURIComponent(next)}`);

/** Only paths of this page may follow a login, never another site. */
function ownPath(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}

/** Fires `change` after every navigation. */
export const navigation = new EventTarget();

export function navigate(path: string, replace = false): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', path);
  navigation.dispatchEvent(new Event('change'));
}

window.addEventListener('popstate', () => navigation.dispatchEvent(new Event('change')));

/** Lets a click on a link inside the page change the page without loading it anew. */
export function followLink(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
    return;
  }
  const link = event.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement);
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) {
    return;
  }
  if (link.hash && link.pathname === location.pathname) {
    return;
  }
  if (routeOf(link).page !== 'nowhere') {
    event.preventDefault();
    navigate(link.pathname + link.search);
  }
}
