import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningProgram } from './electron-double/electron.ts';
import { compileProgram, soon } from './made-up/program.ts';
import type { Program } from './made-up/program.ts';

let program: Program;
beforeAll(async () => {
  program = await compileProgram();
}, 60_000);
afterAll(() => program.end());

/** A program at work: its page has a port and one call went through it. */
const atWork = async (options: Parameters<Program['start']>[0] = {}) => {
  const running = program.start(options);
  const page = await running.mainPage();
  const call = (text: string) =>
    page.evaluate(async (words) => {
      await window.page.connect();
      return (await window.page.desk?.echo({ text: words }))?.text;
    }, text);
  expect(await call('开始')).toBe('开始');
  const fall = () => page.evaluate(() => void window.page.desk?.fall().catch(() => undefined));
  const heard = () =>
    page.evaluate(() => window.page.heard.map((message) => ('state' in message ? message.state : message.tongban)));
  return { running, page, call, fall, heard };
};

describe('a desk that falls over', () => {
  it('is started once more, the window is told, and work goes on through a new port', async () => {
    const { running, call, fall, heard } = await atWork();
    await fall();
    await soon(heard).toContain('restarted');
    expect(running.utilities).toHaveLength(2);
    expect(await call('接着')).toBe('接着');
    expect(running.log().filter((line) => line.startsWith('opened'))).toHaveLength(2);
  });

  it('that falls again at once stays down, and the window says so; a new page is told too', async () => {
    const { running, page, call, fall, heard } = await atWork();
    await fall();
    await soon(heard).toContain('restarted');
    await call('接着');
    await fall();
    await soon(heard).toContain('down');
    expect(running.utilities).toHaveLength(2);
    await page.evaluate(() => window.tongban?.requestPort());
    await soon(async () => (await heard()).filter((state) => state === 'down').length).toBe(2);
  });

  it('that refuses to open is not started again, and the window learns why', async () => {
    const running = program.start({ dataDir: `${program.appPath}/refused` });
    const page = await running.mainPage();
    const refused = () => page.evaluate(() => window.page.heard.filter(({ tongban }) => tongban === 'desk'));
    await soon(async () => {
      await page.evaluate(() => window.tongban?.requestPort());
      return refused();
    }).toContainEqual({ tongban: 'desk', state: 'refused', code: 'made.up' });
    expect(running.utilities).toHaveLength(1);
  });
});

describe('closing', () => {
  const closeByCross = (running: ReturnType<Program['start']>) => running.windows[0]?.close();

  it('saves what is typed, then closes the desk, then the window', async () => {
    const { running, page } = await atWork();
    await page.evaluate(() => {
      window.page.draft = '写了一半';
    });
    expect(closeByCross(running)).toBe(false);
    expect(await running.exited).toBe(0);
    expect(await running.utilities[0]?.ended).toBe(0);
    expect(running.log()).toEqual(['opened demo=false', 'saved 写了一半', 'closed']);
    expect(running.windows).toHaveLength(0);
  });

  it('does not wait for ever for a page that does not answer', async () => {
    const { running } = await atWork();
    closeByCross(running);
    expect(await running.exited).toBe(0);
    expect(running.log()).toContain('closed');
  });

  it('works the same when the system asks the program to quit, and twice is once', async () => {
    const { running, page } = await atWork();
    await page.evaluate(() => {
      window.page.draft = '甲';
    });
    running.quit();
    running.quit();
    expect(await running.exited).toBe(0);
    expect(running.log()).toEqual(['opened demo=false', 'saved 甲', 'closed']);
  });

  it('of a program whose desk is gone ends too', async () => {
    const { running, call, fall, heard } = await atWork();
    await fall();
    await soon(heard).toContain('restarted');
    await call('一');
    await fall();
    await soon(heard).toContain('down');
    closeByCross(running);
    expect(await running.exited).toBe(0);
  });
});

describe('a second start', () => {
  it('brings the first window forward and ends, touching nothing', async () => {
    const running = new Map<string, RunningProgram>();
    const { running: first } = await atWork({ running });
    const [window] = first.windows;
    if (window === undefined) throw new Error('no window');
    window.minimized = true;
    window.isFocused = false;
    const second = program.start({ running, dataDir: first.dataDir });
    expect(await second.exited).toBe(0);
    expect(second.windows).toHaveLength(0);
    expect(second.utilities).toHaveLength(0);
    await soon(() => window.isFocused && !window.minimized).toBe(true);
    expect(first.log()).toEqual(['opened demo=false']);
  });

  it('on another data folder is a desk of its own', async () => {
    const running = new Map<string, RunningProgram>();
    await atWork({ running });
    const { running: other } = await atWork({ running });
    expect(other.windows).toHaveLength(1);
  });
});
