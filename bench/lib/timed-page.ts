import type { Page } from 'playwright-core';

/** Milliseconds of one interaction, from the browser's own stamp of the input. */
export interface Interaction {
  /** To the first paint after the input: how soon the page reacts (Event Timing). */
  readonly reacts: number;
  /** To the paint in which what was asked for stands. */
  readonly answered: number;
  /** Of that, waiting for answers of the server (all requests together, overlaps counted once). */
  readonly server: number;
}

// Runs in the page. Stamps the first input, then looks before every paint whether the answer stands.
const watch = `(() => {
  const state = { input: null, reacts: null, done: null };
  window.__interaction = state;
  for (const kind of ['pointerdown', 'keydown', 'input', 'wheel'])
    addEventListener(kind, (event) => {
      if (!state.armed || state.input !== null) return;
      state.input = event.timeStamp;
      requestAnimationFrame(() => setTimeout(() => (state.reacts = performance.now()), 0));
    }, { capture: true, passive: true });
  window.__arm = (test) => {
    const stands = new Function('return (' + test + ')');
    Object.assign(state, { armed: true, input: null, reacts: null, done: null });
    performance.clearResourceTimings();
    const look = () => {
      if (state.input !== null && stands()) setTimeout(() => (state.done = performance.now()), 0);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  };
  window.__told = () => {
    const spans = performance.getEntriesByType('resource')
      .filter(({ name, startTime }) => name.includes('/api/') && startTime >= state.input - 1 && startTime <= state.done)
      .map(({ startTime, responseEnd }) => [startTime, Math.min(responseEnd, state.done)])
      .sort((a, b) => a[0] - b[0]);
    let server = 0;
    let until = 0;
    for (const [from, to] of spans) {
      if (to > until) server += to - Math.max(from, until);
      until = Math.max(until, to);
    }
    return { reacts: state.reacts - state.input, answered: state.done - state.input, server };
  };
})()`;

/** Makes every page that this one shows able to time interactions. */
export async function timeInteractions(page: Page): Promise<void> {
  await page.addInitScript(watch);
}

/**
 * Times one interaction. `act` makes exactly one input by the user; `stands` is an expression of the page that is true once the answer is
 * shown (and false before).
 */
export async function interaction(page: Page, act: () => Promise<unknown>, stands: string): Promise<Interaction> {
  if (await page.evaluate(stands)) throw new Error(`Expected to be false before the interaction: ${stands}`);
  await page.evaluate(`__arm(${JSON.stringify(stands)})`);
  await act();
  await page.waitForFunction('__interaction.done !== null && __interaction.reacts !== null', undefined, {
    polling: 50,
    timeout: 60_000,
  });
  return page.evaluate<Interaction>('__told()');
}
