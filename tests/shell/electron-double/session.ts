import { EventEmitter } from 'node:events';
import type { Browser, BrowserContext, Frame, Page, Request as PlaywrightRequest, Route } from '@playwright/test';
import { statics } from './surface.ts';
import type { Of } from './surface.ts';

type Serve = (request: Request) => Response | Promise<Response>;
type Real = Electron.Session;
type Handler<N extends keyof Real> = Real[N] extends (handler: infer H) => void ? NonNullable<H> : never;

/** `app://tongban/x` cannot be opened by Chromium itself; it sees `http://tongban.app.localhost/x`, a secure context too. */
export const toHttp = (address: string): string => address.replace(/^([a-z]+):\/\/([^/]+)/, 'http://$2.$1.localhost');
export const toApp = (address: string): string => address.replace(/^http:\/\/([^/.]+)\.([a-z]+)\.localhost/, '$2://$1');

const isServed = (address: string): boolean => toApp(address) !== address;

/** Who decides about a navigation the page itself began; false stops it. `page` is undefined for a window still to be opened. */
export interface NavigationGuard {
  allows(page: Page | undefined, address: string, isMainFrame: boolean): boolean;
}

/** The frame a navigation is for; Chromium asks for a new window's first page before its frame is there. */
const frameOf = (request: PlaywrightRequest): Frame | undefined => {
  try {
    return request.frame();
  } catch {
    return undefined;
  }
};

/** A session as a context of Chromium: its requests are answered by the handler of its scheme, the world outside does not exist. */
export class SessionDouble extends EventEmitter implements Omit<Of<'Session', Real>, 'protocol'> {
  readonly #browser: Browser;
  readonly #guard: NavigationGuard;
  #context: Promise<BrowserContext> | undefined;
  readonly #served = new Map<string, Serve>();
  /** Addresses that left the page for the world outside; the policy should let none come this far. */
  readonly leaks: string[] = [];
  /** What a page began to download, and whether main let it. */
  readonly downloads: { readonly url: string; readonly isRefused: boolean }[] = [];
  permissionRequest: Handler<'setPermissionRequestHandler'> | undefined;
  permissionCheck: Handler<'setPermissionCheckHandler'> | undefined;
  devicePermission: Handler<'setDevicePermissionHandler'> | undefined;
  displayMedia: Handler<'setDisplayMediaRequestHandler'> | undefined;
  isSpellChecking = true;

  readonly protocol = {
    handle: (scheme: string, serve: Serve): void => void this.#served.set(scheme, serve),
  } satisfies Pick<Electron.Protocol, 'handle'>;

  constructor(browser: Browser, guard: NavigationGuard) {
    super();
    this.#browser = browser;
    this.#guard = guard;
  }

  setPermissionRequestHandler(handler: Handler<'setPermissionRequestHandler'>): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: Handler<'setPermissionCheckHandler'>): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: Handler<'setDevicePermissionHandler'>): void {
    this.devicePermission = handler;
  }
  setDisplayMediaRequestHandler(handler: Handler<'setDisplayMediaRequestHandler'>): void {
    this.displayMedia = handler;
  }
  setSpellCheckerEnabled(isOn: boolean): void {
    this.isSpellChecking = isOn;
  }

  async context(): Promise<BrowserContext> {
    this.#context ??= this.#open();
    return this.#context;
  }

  async close(): Promise<void> {
    await (await this.#context)?.close();
  }

  async #open(): Promise<BrowserContext> {
    const context = await this.#browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
    await context.route('**/*', (route) => this.#answer(route));
    return context;
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request();
    const address = toApp(request.url());
    if (request.isNavigationRequest()) {
      const frame = frameOf(request);
      const isMainFrame = frame === undefined || frame.parentFrame() === null;
      if (!this.#guard.allows(frame?.page(), address, isMainFrame)) return route.abort('aborted');
    }
    const serve = this.#served.get(new URL(address).protocol.slice(0, -1));
    if (!isServed(request.url()) || serve === undefined) {
      this.leaks.push(request.url());
      return route.abort('internetdisconnected');
    }
    const answer = await serve(new Request(address, { method: request.method() }));
    await route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    });
  }
}

/** `session.fromPartition`: one session a name, and its name says whether it would live on the disk. */
export const createSessions = (browser: Browser, guard: NavigationGuard) => {
  const byPartition = new Map<string, SessionDouble>();
  const module = {
    fromPartition: (partition: string, _options?: Electron.FromPartitionOptions): SessionDouble => {
      const known = byPartition.get(partition) ?? new SessionDouble(browser, guard);
      byPartition.set(partition, known);
      return known;
    },
  } satisfies Record<(typeof statics.Session)[number], unknown>;
  return { module, byPartition };
};
