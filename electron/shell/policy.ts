/** What a page of ours may do and where it may go: pure rules, asked by the protocol, the windows and the message handlers. */

export const scheme = 'app';
export const host = 'tongban';
export const origin = `${scheme}://${host}`;
export const frontPage = `${origin}/`;

/** GB/T 22239 and common sense: nothing from elsewhere is loaded, run, framed or asked. Inline styles are needed by Mantine. */
const sharedPolicy = [
  "default-src 'none'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  // A paper carries its own fonts, also in the frame that shows it.
  "font-src 'self' data:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
];
export const pagePolicy = [...sharedPolicy, "script-src 'self'", "connect-src 'self'"].join('; ');
/** A paper is data from cases: it may look, never act. */
export const paperPolicy = [...sharedPolicy, "script-src 'none'", "connect-src 'none'"].join('; ');

/** The only addresses that may open in the system's browser; exact, so that no path or query can carry case data out. */
export const allowedOutside: ReadonlySet<string> = new Set([
  'https://www.12389.gov.cn/',
  'https://www.gov.cn/',
  'https://www.gjxfj.gov.cn/',
]);

const parse = (address: string): URL | undefined => (URL.canParse(address) ? new URL(address) : undefined);

export const mayOpenOutside = (address: string): boolean => {
  const url = parse(address);
  return url?.protocol === 'https:' && url.username === '' && url.password === '' && allowedOutside.has(url.href);
};

/** True for the pages of the program itself. `URL.origin` is "null" for unregistered schemes, hence the parts. */
export const isOurPage = (address: string): boolean => {
  const url = parse(address);
  return url?.protocol === `${scheme}:` && url.host === host && url.username === '' && url.password === '';
};

/** Who asks for a permission, as far as Electron says. */
interface Asking {
  readonly isMainFrame?: boolean;
  readonly requestingUrl?: string;
}

/** The one permission there is: the top frame of our own page may look through the camera (拍照), and hear nothing. */
export const mayUseCamera = (
  permission: string,
  { isMainFrame, requestingUrl = '' }: Asking,
  media: readonly string[] | undefined,
): boolean =>
  permission === 'media' &&
  isMainFrame === true &&
  isOurPage(requestingUrl) &&
  media?.length === 1 &&
  media[0] === 'video';

/** The frame of an `ipcMain` event, as far as the check needs it. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: unknown;
}

/** Messages are taken only from the top frame of a window of ours that shows our own page. */
export const isTrustedSender = (frame: SenderFrame | null, isOurWindow: boolean): boolean =>
  isOurWindow && frame !== null && frame.parent === null && isOurPage(frame.url);
