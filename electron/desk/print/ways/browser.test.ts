/** Pages through a browser, as far as it is known without one: when it is started at all, for which printer, and where it is offered. */
import { describe, expect, it } from 'vitest';
import type { PrintOutcome } from '../../runtime.ts';
import { browserWay, stateInSystem } from './browser.ts';
import { findByWays } from './find-printers.ts';
import type { Call, Ran } from './run-program.ts';
import { usualPatience } from './way.ts';
import type { WayTools } from './way-to.ts';

const never = new AbortController().signal;
const said = (out: string): Ran => ({ code: 0, out });

/** A system with these printers; `state`: what it says of the one that is asked. */
function systemOf(platform: NodeJS.Platform, names: readonly string[], state = ''): WayTools {
  const cups = ({ args }: Call): Ran => (args[0] === '-e' ? said(names.join('\n')) : said(state));
  const windows = ({ env }: Call): Ran =>
    env?.['TONGBAN_ASK'] === 'list' ? said(JSON.stringify({ printers: names })) : said(state);
  const run = (call: Call): Promise<Ran> => Promise.resolve(platform === 'win32' ? windows(call) : cups(call));
  return { platform, run, patience: usualPatience };
}

function pagesThat(outcome: PrintOutcome) {
  const printed: string[][] = [];
  const print = (...page: string[]): Promise<PrintOutcome> => {
    printed.push(page);
    return Promise.resolve(outcome);
  };
  return { pages: { print }, printed };
}

const away = JSON.stringify({ isThere: true, isOffline: false, fault: 4 });
const well = JSON.stringify({ isThere: true, isOffline: false, fault: 0 });

describe('a printer of the system through a browser', () => {
  it('gets the page under the name it has in the system, and nobody calls it printed', async () => {
    const { pages, printed } = pagesThat({ state: 'unknown', reason: 'browser' });
    const tools = systemOf('win32', ['HP 办公室'], well);
    expect(await browserWay('HP 办公室', pages, tools).print('<p>', 'A4', never)).toMatchObject({ state: 'unknown' });
    expect(printed).toEqual([['<p>', 'A4', 'HP 办公室']]);
  });

  it('gets nothing when it is gone: the browser would print on another one', async () => {
    for (const platform of ['win32', 'linux'] as const) {
      const { pages, printed } = pagesThat({ state: 'unknown' });
      const sent = await browserWay('HP', pages, systemOf(platform, ['别的打印机'], well)).print('<p>', 'A4', never);
      expect([platform, sent, printed]).toEqual([platform, { state: 'failed', reason: 'missing' }, []]);
    }
  });

  it('gets nothing where no paper can come', async () => {
    const { pages, printed } = pagesThat({ state: 'unknown' });
    const sent = await browserWay('HP', pages, systemOf('win32', ['HP'], away)).print('<p>', 'A4', never);
    expect([sent, printed]).toEqual([{ state: 'failed', reason: 'paperOut' }, []]);
  });

  it('is the system’s own choice without a name: not looked up, and nobody knows how it is', async () => {
    const { pages, printed } = pagesThat({ state: 'unknown' });
    const tools = systemOf('linux', []);
    await browserWay('', pages, tools).print('<p>', 'A5', never);
    expect(printed).toEqual([['<p>', 'A5', '']]);
    expect(await stateInSystem('', tools, never)).toBe('unknown');
  });
});

describe('where the wizard offers it', () => {
  it('Windows: for whole pages, before the bare bytes of a slip printer', async () => {
    expect((await findByWays(systemOf('win32', ['HP']), true)).map(({ way }) => way.by)).toEqual([
      'browser',
      'spooler',
    ]);
  });

  it('CUPS: after the queue, which says what became of a paper', async () => {
    const found = await findByWays(systemOf('linux', ['Office']), true);
    expect(found.map(({ way }) => way.by).filter((by) => by !== 'device')).toEqual(['cups', 'browser']);
  });

  it('nowhere without a browser, or where the system has no printer it could choose', async () => {
    const ways = async (names: string[], hasPages: boolean) =>
      (await findByWays(systemOf('linux', names), hasPages)).map(({ way }) => way.by);
    expect(await ways(['Office'], false)).not.toContain('browser');
    expect(await ways([], true)).not.toContain('browser');
  });
});
