import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFiles, fileOf } from '../../electron/shell/files.ts';
import { channels } from '../../electron/shell/channels.ts';
import {
  allowedOutside,
  isOurPage,
  isTrustedSender,
  mayOpenOutside,
  mayUseCamera,
} from '../../electron/shell/policy.ts';
import { compileProgram, soon } from './made-up/program.ts';
import type { Program } from './made-up/program.ts';

let program: Program;
beforeAll(async () => {
  program = await compileProgram();
}, 60_000);
afterAll(() => program.end());

const pageAddress = 'http://tongban.app.localhost/';
describe('what the page may load', () => {
  it('sends the policy with every answer, and Chromium keeps it', async () => {
    const running = program.start();
    const page = await running.mainPage();
    const answered = page.waitForResponse(pageAddress);
    await page.evaluate(() => void fetch('/'));
    const csp = (await (await answered).allHeaders())['content-security-policy'] ?? '';
    expect(csp.split('; ').sort()).toEqual(
      [
        ...[
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self' 'unsafe-inline'",
          "img-src 'self' data: blob:",
        ],
        ...[
          "font-src 'self' data:",
          "connect-src 'self'",
          "frame-ancestors 'none'",
          "base-uri 'none'",
          "form-action 'none'",
        ],
      ].sort(),
    );

    const kept = await page.evaluate(async () => {
      const outcome = (attempt: () => unknown): string => {
        try {
          attempt();
          return 'ran';
        } catch {
          return 'refused';
        }
      };
      const frame = document.createElement('iframe');
      frame.src = '/';
      document.body.append(frame);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return {
        inlineScript: window.inlineRan === true,
        inlineStyle: getComputedStyle(document.body).color,
        eval: outcome(() => Reflect.construct(Function, ['return 1'])),
        outside: await fetch('https://example.com/').then(
          () => 'answered',
          () => 'refused',
        ),
        socket: await new Promise((resolve) => {
          document.addEventListener('securitypolicyviolation', () => resolve('refused'), { once: true });
          outcome(() => new WebSocket('ws://127.0.0.1:9/'));
        }),
        frame: outcome(() => frame.contentDocument?.body.textContent ?? '').concat(
          String(frame.contentDocument?.body.childElementCount ?? 'closed'),
        ),
      };
    });
    expect(kept).toMatchObject({
      inlineScript: false,
      inlineStyle: 'rgb(1, 2, 3)',
      eval: 'refused',
      outside: 'refused',
      socket: 'refused',
    });
    expect(kept.frame).not.toBe('ran5');
    expect(running.sessions.get('tongban')?.leaks).toEqual([]);
  });

  it('serves files of the renderer and nothing above or beside it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tongban-files-'));
    mkdirSync(join(folder, 'renderer'));
    writeFileSync(join(folder, 'renderer', 'index.html'), 'page');
    writeFileSync(join(folder, 'renderer', '.hidden.html'), 'hidden');
    writeFileSync(join(folder, 'renderer', 'run.exe'), 'program');
    writeFileSync(join(folder, 'secret.html'), 'secret');
    const serve = createFiles(join(folder, 'renderer'), new Map([['one', '<p>paper</p>']]));
    const ask = async (address: string, method = 'GET') => {
      const { status, headers, body } = await serve(new Request(address, { method }));
      return {
        status,
        csp: headers.get('content-security-policy') ?? '',
        text: body === null ? '' : await new Response(body).text(),
      };
    };
    expect(await ask('app://tongban/')).toMatchObject({ status: 200, text: 'page' });
    expect(await ask('app://tongban/cases/0a-1_b')).toMatchObject({ status: 200, text: 'page' });
    expect(await ask('app://tongban/paper/one')).toMatchObject({ status: 200, text: '<p>paper</p>' });
    expect((await ask('app://tongban/paper/one')).csp).toContain("script-src 'none'");
    const refused = [
      ...['app://tongban/../secret.html', 'app://tongban/%2e%2e/secret.html', 'app://tongban/..%2fsecret.html'],
      ...['app://tongban/..%5csecret.html', 'app://tongban//secret.html', 'app://tongban/%00index.html'],
      ...['app://tongban/.hidden.html', 'app://tongban/run.exe', 'app://tongban/index.html::$DATA'],
      ...['app://tongban/c:%5csecret.html', 'app://tongban/%ff', 'app://tongban/paper/other', 'app://tongban/no.js'],
      ...['app://elsewhere/', 'http://tongban/'],
    ];
    for (const address of refused) expect(await ask(address), address).toMatchObject({ status: 404, text: '' });
    expect(await ask('app://tongban/', 'POST')).toMatchObject({ status: 405 });
    expect(fileOf('/a', '/b/../../c.html')).toBeUndefined();
  });
});

describe('where the page may go', () => {
  const leave = async (page: Page, attempt: () => unknown): Promise<string> => {
    await page.evaluate(attempt);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return page.url();
  };

  it('nowhere: links, addresses and reloads of another page stay without effect', async () => {
    const page = await program.start().mainPage();
    expect(await leave(page, () => document.getElementById('away')?.click())).toBe(pageAddress);
    expect(await leave(page, () => document.getElementById('file')?.click())).toBe(pageAddress);
    expect(await leave(page, () => location.assign('/index.html'))).toBe(pageAddress);
    expect(await leave(page, () => location.assign('data:text/html,hello'))).toBe(pageAddress);
  });

  it('a new window never opens; an address on the list opens in the system browser', async () => {
    const running = program.start();
    const page = await running.mainPage();
    await page.evaluate(() => document.getElementById('new')?.click());
    await soon(() => running.record.openedOutside).toEqual(['https://www.gov.cn/']);
    await page.evaluate(() => {
      window.open('https://example.com/');
      window.open('');
      window.open('/');
    });
    await soon(() => page.context().pages().length).toBe(1);
    expect(running.windows).toHaveLength(1);
    expect(running.record.openedOutside).toEqual(['https://www.gov.cn/']);
  });

  it('the list is exact', () => {
    for (const address of allowedOutside) expect(mayOpenOutside(address), address).toBe(true);
    const others = [
      ...['http://www.gov.cn/', 'https://www.gov.cn/?id=360732198503070019', 'https://www.gov.cn/path'],
      ...['https://www.gov.cn.example.com/', 'https://a:b@www.gov.cn/', 'https://www.gov.cn:8443/', 'www.gov.cn', ''],
      ...['file:///etc/passwd', 'vbscript:x', 'ms-msdt:/id', 'https://www.gov.cn/#x'],
    ];
    expect(others.filter(mayOpenOutside)).toEqual([]);
  });
});

describe('what the page may ask', () => {
  it('the camera, of our own page and in its top frame; no sound, no screen, nobody else', () => {
    const ours = { isMainFrame: true, requestingUrl: 'app://tongban/cases/1' };
    expect(mayUseCamera('media', ours, ['video'])).toBe(true);
    const others: [string, Parameters<typeof mayUseCamera>[1], readonly string[] | undefined][] = [
      ['media', ours, ['audio']],
      ['media', ours, ['video', 'audio']],
      ['media', ours, []],
      ['media', ours, undefined],
      ['media', ours, ['unknown']],
      ['display-capture', ours, ['video']],
      ['media', { ...ours, isMainFrame: false }, ['video']],
      ['media', { ...ours, requestingUrl: 'https://example.com/' }, ['video']],
      ['media', { ...ours, requestingUrl: 'app://other/' }, ['video']],
      ['media', { isMainFrame: true }, ['video']],
      ['media', {}, ['video']],
    ];
    for (const [permission, asking, media] of others)
      expect(mayUseCamera(permission, asking, media), JSON.stringify([permission, asking, media])).toBe(false);
  });

  it('the session asks that rule', async () => {
    const running = program.start();
    await running.mainPage();
    const session = running.sessions.get('tongban');
    const ours = { isMainFrame: true, requestingUrl: 'app://tongban/' };
    const answers: boolean[] = [];
    for (const mediaTypes of [['video'], ['audio'], ['video', 'audio']])
      Reflect.apply(session?.permissionRequest ?? (() => undefined), undefined, [
        ...[null, 'media', (is: boolean) => answers.push(is)],
        { ...ours, mediaTypes },
      ]);
    expect(answers).toEqual([true, false, false]);
    const checked = ['video', 'audio'].map(
      (mediaType) =>
        Reflect.apply(session?.permissionCheck ?? (() => false), undefined, [
          ...[null, 'media', 'app://tongban'],
          { ...ours, mediaType },
        ]) as boolean,
    );
    expect(checked).toEqual([true, false]);
  });

  it('no other permission at all, asked or checked, no device, no screen, no download', async () => {
    const running = program.start();
    await running.mainPage();
    const session = running.sessions.get('tongban');
    const asked = [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'hid',
      'serial',
      'usb',
      'openExternal',
      'fileSystem',
      'unknown',
    ];
    const answers: boolean[] = [];
    for (const name of asked)
      Reflect.apply(session?.permissionRequest ?? (() => undefined), undefined, [
        null,
        name,
        (is: boolean) => answers.push(is),
        {},
      ]);
    expect(answers).toEqual(asked.map(() => false));
    expect(
      asked.map(
        (name) => Reflect.apply(session?.permissionCheck ?? (() => true), undefined, [null, name, '', {}]) as boolean,
      ),
    ).toEqual(asked.map(() => false));
    expect(Reflect.apply(session?.devicePermission ?? (() => true), undefined, [{}])).toBe(false);
    const screen: unknown[] = [];
    Reflect.apply(session?.displayMedia ?? (() => undefined), undefined, [
      {},
      (streams: unknown) => screen.push(streams),
    ]);
    expect(screen).toEqual([null]);
    let isPrevented = false;
    session?.emit('will-download', { preventDefault: () => (isPrevented = true) });
    expect(isPrevented).toBe(true);
  });

  it('messages count only from the top frame of our page in our window', async () => {
    const running = program.start();
    await running.mainPage();
    const [window] = running.windows;
    if (window === undefined) throw new Error('no window');
    const ask = (frame: { url: string; parent: object | null } | null) =>
      running.invokeFrom(window, frame, channels.request).then(
        () => 'answered',
        (error: unknown) => String(error),
      );
    expect(await ask({ url: 'app://tongban/', parent: null })).toBe('answered');
    const refusal = 'Error: refused: not our page';
    expect(await ask({ url: 'https://example.com/', parent: null })).toBe(refusal);
    expect(await ask({ url: 'app://tongban.example.com/', parent: null })).toBe(refusal);
    expect(await ask({ url: 'app://tongban/', parent: {} })).toBe(refusal);
    expect(await ask(null)).toBe(refusal);
    expect(isTrustedSender({ url: 'app://tongban/', parent: null }, false)).toBe(false);
    expect(isOurPage('app://tongban@evil/') || isOurPage('app://a@tongban/')).toBe(false);
  });
});
