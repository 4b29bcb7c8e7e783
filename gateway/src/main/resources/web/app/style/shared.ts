import { css } from 'lit';

/** Reset and the few controls that every component uses: headings, buttons, fields, cards, notes. */
export const shared = css`
  *, *::before, *::after { box-sizing: border-box; }
  :host { display: block; }
  :host([hidden]), [hidden] { display: none !important; }
  h1, h2, h3, p, dl, dd, ul, ol, figure { margin: 0; }
  h1 { font-size: 1.625rem; line-height: 1.2; font-weight: 650; letter-spacing: -0.012em; text-wrap: balance; }
  h2 { font-size: 1.125rem; line-height: 1.3; font-weight: 650; }
  h3 { font-size: 0.9375rem; line-height: 1.35; font-weight: 600; }
  a { color: var(--accent); text-underline-offset: 0.18em; }
  a:hover { color: var(--accent-strong); }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
  .soft { color: var(--ink-soft); }
  .small { font-size: 0.875rem; }
  .number { font-variant-numeric: tabular-nums; white-space: nowrap; }
  .visually-hidden {
    position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden;
    clip-path: inset(50%); white-space: nowrap;
  }

  .card {
    background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius);
    box-shadow: var(--shadow); padding: 1.25rem;
  }

  button, .button {
    display: inline-flex; align-items: center; justify-content: center; gap: 0.5rem; min-height: 2.5rem; padding: 0.4rem 1rem;
    font: inherit; font-weight: 550; line-height: 1.2; text-decoration: none; cursor: pointer;
    color: var(--accent); background: var(--surface); border: 1px solid var(--line-strong); border-radius: 8px;
  }
  button:hover, .button:hover { background: var(--accent-soft); border-color: var(--accent); color: var(--accent-strong); }
  button.primary, .button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  button.primary:hover, .button.primary:hover { background: var(--accent-strong); border-color: var(--accent-strong); color: var(--on-accent); }
  button.danger { color: var(--bad); }
  button.danger:hover { background: var(--bad-soft); border-color: var(--bad); color: var(--bad); }
  button.quiet { border-color: transparent; background: transparent; }
  button.quiet:hover { background: var(--accent-soft); }
  button.quiet.danger:hover { background: var(--bad-soft); }
  button[disabled] { opacity: 0.55; cursor: default; }

  label { display: block; font-size: 0.9375rem; font-weight: 550; margin-bottom: 0.3rem; }
  input:not([type='range'], [type='file'], [type='radio'], [type='checkbox']), select {
    width: 100%; min-height: 2.5rem; padding: 0.4rem 0.7rem; font: inherit; color: var(--ink);
    background: var(--surface); border: 1px solid var(--line-strong); border-radius: 8px;
  }
  input[aria-invalid='true'] { border-color: var(--bad); border-width: 2px; }
  .hint { margin-top: 0.25rem; font-size: 0.875rem; color: var(--ink-soft); }
  .hint.wrong { color: var(--bad); }

  @media (prefers-reduced-motion: reduce) {
    * { animation: none !important; transition: none !important; }
  }
`;
