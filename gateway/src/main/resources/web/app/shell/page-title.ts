import { messages } from '../messages';

/** Names the page in the browser's tab and history. */
export function setPageTitle(...parts: string[]): void {
  document.title = [...parts.filter(Boolean), messages.product].join(' · ');
}
