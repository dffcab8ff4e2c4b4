/** A scanner gun at the keyboard: keys as the browser gets them from one, some milliseconds apart, with or without an input method between. */
import type { CDPSession, Page } from '@playwright/test';

/** Which key a US keyboard types a character with. */
function keyOf(char: string): { readonly code: string; readonly shift: boolean; readonly keyCode: number } {
  if (/[a-z]/i.test(char)) {
    const upper = char.toUpperCase();
    return { code: `Key${upper}`, shift: char === upper, keyCode: upper.charCodeAt(0) };
  }
  if (/\d/.test(char)) return { code: `Digit${char}`, shift: false, keyCode: char.charCodeAt(0) };
  const marks: Readonly<Record<string, readonly [string, boolean, number]>> = {
    '-': ['Minus', false, 189],
    '.': ['Period', false, 190],
    '/': ['Slash', false, 191],
    ':': ['Semicolon', true, 186],
    '#': ['Digit3', true, 51],
  };
  const found = marks[char];
  if (!found) throw new Error(`no key for ${char}`);
  const [code, shift, keyCode] = found;
  return { code, shift, keyCode };
}

interface Scan {
  /** What a key types, where Caps Lock or full-width punctuation makes something else of it. */
  readonly typed?: (char: string) => string;
  /** A driver that sends characters without keys. */
  readonly isKeyless?: boolean;
  readonly ending?: 'Enter' | 'Tab' | 'silence';
}

type Event = readonly [string, Readonly<Record<string, unknown>>];

const enter: readonly Event[] = (['rawKeyDown', 'keyUp'] as const).map(
  (type) => ['Input.dispatchKeyEvent', { type, key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13 }] as const,
);
const tab: readonly Event[] = (['rawKeyDown', 'keyUp'] as const).map(
  (type) => ['Input.dispatchKeyEvent', { type, key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 }] as const,
);
const endings = { Enter: enter, Tab: tab, silence: [] };

/** Between two events of a key; the machine stamps them as they come, however busy the page is. */
const stepMs = 4;

/** Without waiting for an answer to each key, each with the time at which a gun would have sent it. */
async function send(session: CDPSession, untimed: readonly Event[]): Promise<void> {
  const begins = Date.now() - untimed.length * stepMs;
  const events = untimed.map(([method, data], index): Event => {
    if (method !== 'Input.dispatchKeyEvent') return [method, data];
    return [method, { ...data, timestamp: (begins + index * stepMs) / 1000 }];
  });
  await Promise.all(events.map(([method, data]) => session.send(method as 'Input.dispatchKeyEvent', data as never)));
}

export async function scan(
  page: Page,
  text: string,
  { typed = (char) => char, isKeyless = false, ending = 'Enter' }: Scan = {},
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const keys = [...text].flatMap((char): Event[] => {
    const { code, shift, keyCode } = keyOf(char);
    const key = isKeyless ? { code: '', windowsVirtualKeyCode: 231 } : { code, windowsVirtualKeyCode: keyCode };
    const event = { ...key, key: typed(char), modifiers: shift && !isKeyless ? 8 : 0 };
    return [
      ['Input.dispatchKeyEvent', { ...event, type: 'keyDown', text: typed(char) }],
      ['Input.dispatchKeyEvent', { ...event, type: 'keyUp' }],
    ];
  });
  await send(session, [...keys, ...endings[ending]]);
  await session.detach();
}

/**
 * The same under 微软拼音 or 搜狗: every key is 229; letters gather in a composition, a digit chooses a candidate, Enter is the method's own.
 * A text that ends with letters has them still in the composition when Enter comes, and the method lets go of them behind it.
 */
export async function scanUnderIme(page: Page, text: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  let composed = '';
  const keys = [...text].flatMap((char): Event[] => {
    const { code, shift } = keyOf(char);
    const event = { code, key: 'Process', windowsVirtualKeyCode: 229, modifiers: shift ? 8 : 0 };
    const down: Event = ['Input.dispatchKeyEvent', { ...event, type: 'rawKeyDown' }];
    const up: Event = ['Input.dispatchKeyEvent', { ...event, type: 'keyUp' }];
    if (/[a-z]/i.test(char)) {
      composed += char.toLowerCase();
      const set = { text: composed, selectionStart: composed.length, selectionEnd: composed.length };
      return [down, ['Input.imeSetComposition', set], up];
    }
    const made = composed === '' ? (char === '-' ? '——' : char) : '特别';
    composed = '';
    return [down, ['Input.insertText', { text: made }], up];
  });
  const end = { key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229 };
  await send(session, [...keys, ['Input.dispatchKeyEvent', { ...end, type: 'rawKeyDown' }]]);
  // The method lets go only now, behind the Enter.
  if (composed !== '') await send(session, [['Input.insertText', { text: composed }]]);
  await send(session, [['Input.dispatchKeyEvent', { ...end, type: 'keyUp' }]]);
  await session.detach();
}
