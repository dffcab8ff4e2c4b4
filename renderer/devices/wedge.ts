/**
 * The keyboard wedge (键盘口): guns and ID readers that type what they read into whatever field has the focus. Before everybody else, it
 * watches the keys of the window; when they were a scan of ours, the fields get back what stood in them, the Enter or Tab behind it goes
 * nowhere, and the bus hears what was scanned. Everything else is left alone.
 *
 * Under a Chinese input method the keys arrive as 229 within a composition and the field holds what the method made of them; the scan is
 * read from the keys' places, and the field is put back once more after the method has let go. A word that was half composed when the gun
 * fired stays as the letters that stood in the field: no page can hand a composition back to its input method.
 */
import { createRecogniser, type Found } from './burst.ts';
import { firstOfEach, restore, snapshotOf, type FieldSnapshot } from './field-snapshot.ts';
import { charOfKey, isEndKey, isSilentKey } from './key-char.ts';
import type { Pace, Reader, ReaderEvent, Tell } from './reader.ts';
import { headsOf, recogniseScan } from './scan-text.ts';

interface Mark {
  readonly focus: Element | null;
  readonly field: FieldSnapshot | undefined;
  /** The key went to an input method. */
  readonly isIme: boolean;
}
type Scan = Found<Mark, ReaderEvent>;

export interface WedgeOptions {
  readonly gapMs: number;
  /** Any text that came faster than a hand types, ours or not: for whoever tries a gun out. */
  readonly onRun?: (run: Pace) => void;
}

/** Right after a scan: guns that send Enter late, or both Enter and Tab. Nobody has read by then what the screen says. */
const lateEndMs = 300;
/** How long an input method may take to let go of what it composed. */
const imeMs = 150;
const runs = { gapMs: 120, recognise: (text: string) => (text.length >= 6 ? text.length : undefined) };

// 229: an input method has the key. `isComposing` alone misses the key that begins a composition.
const isIme = (event: KeyboardEvent): boolean =>
  event.isComposing || (event as { readonly keyCode: number }).keyCode === 229;
const isChord = ({ ctrlKey, altKey, metaKey }: KeyboardEvent): boolean => ctrlKey || altKey || metaKey;
/** Some drivers send characters without a key. */
const hasNoKey = ({ code }: KeyboardEvent): boolean => code === '' || code === 'Unidentified';

function markNow(event: KeyboardEvent): Mark {
  const focus = document.activeElement;
  return { focus, field: snapshotOf(focus), isIme: isIme(event) };
}

interface Watch {
  readonly char: (event: KeyboardEvent, char: string) => void;
  readonly end: (event: KeyboardEvent) => void;
  readonly reset: () => void;
  readonly stop: () => void;
}

function watchKeys({ gapMs, onRun }: WedgeOptions, onScan: (scan: Scan) => void): Watch {
  const bursts = createRecogniser<Mark, ReaderEvent>({ gapMs, recognise: recogniseScan, headsOf });
  const paces = createRecogniser<undefined, number>(runs);
  let timer: number | undefined;
  let swallowUntil = 0;

  const hear = (scan: Scan | undefined, run: Found<undefined, number> | undefined): void => {
    if (scan) {
      swallowUntil = scan.at + bursts.quietMs + lateEndMs;
      onScan(scan);
    }
    if (run) onRun?.({ keys: run.what, ms: run.ms });
  };
  const whenQuiet = (): void => {
    const now = performance.now();
    hear(bursts.quiet(now), paces.quiet(now));
  };
  return {
    char: (event, char) => {
      swallowUntil = 0;
      bursts.key(event.timeStamp, char, markNow(event));
      paces.key(event.timeStamp, char, undefined);
      window.clearTimeout(timer);
      timer = window.setTimeout(whenQuiet, Math.max(bursts.quietMs, paces.quietMs));
    },
    end: (event) => {
      const scan = bursts.end(event.timeStamp);
      if (scan || event.timeStamp <= swallowUntil) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      hear(scan, paces.end(event.timeStamp));
    },
    reset: bursts.reset,
    stop: () => {
      window.clearTimeout(timer);
    },
  };
}

function pressed(event: KeyboardEvent, { char, end, reset }: Watch): void {
  // Without a key the character comes with `keypress`.
  if (isSilentKey(event.code) || hasNoKey(event)) return;
  const typed = isChord(event) || event.repeat ? undefined : charOfKey(event);
  if (typed !== undefined) char(event, typed);
  else if (isEndKey(event.code) && !isChord(event) && !event.shiftKey) end(event);
  else reset();
}

export const createWedge = (options: WedgeOptions): Reader => ({
  id: 'wedge',
  start: (tell) => {
    let isComposing = false;
    let isKeyless = false;
    const watch = watchKeys(options, (scan) => {
      takeOut(scan, tell, isComposing);
    });
    const onKeyDown = (event: KeyboardEvent): void => {
      isKeyless = hasNoKey(event);
      pressed(event, watch);
    };
    const onKeyPress = (event: KeyboardEvent): void => {
      if (isKeyless && !isChord(event) && event.key.length === 1) watch.char(event, event.key);
    };
    const onCompose = ({ type }: Event): void => {
      isComposing = type === 'compositionstart';
    };
    const listeners = [
      ['keydown', onKeyDown],
      ['keypress', onKeyPress],
      ['compositionstart', onCompose],
      ['compositionend', onCompose],
    ] as const;
    listeners.forEach(([name, listener]) => {
      window.addEventListener(name, listener as EventListener, true);
    });
    return () => {
      watch.stop();
      listeners.forEach(([name, listener]) => {
        window.removeEventListener(name, listener as EventListener, true);
      });
    };
  },
});

/** The fields get their text back; only then is told what was scanned, because it may belong into one of them. */
function takeOut({ what, marks, text, ms }: Scan, tell: Tell, isComposing: boolean): void {
  const [first] = marks;
  const fields = firstOfEach(marks.map(({ field }) => field));
  const say = (): void => {
    tell(what, { pace: { keys: text.length, ms }, focus: first?.focus ?? null });
  };
  fields.forEach(restore);
  if (first?.focus instanceof HTMLElement && document.activeElement !== first.focus) first.focus.focus();
  if (isComposing || marks.some(({ isIme }) => isIme)) holdAgainstIme(fields, isComposing, say);
  else say();
}

/** What an input method still commits for these keys is taken out again, until it has had its time. */
function holdAgainstIme(fields: readonly FieldSnapshot[], wasComposing: boolean, then: () => void): void {
  let isComposing = wasComposing;
  let isOwn = false;
  const again = (): void => {
    if (isOwn) return;
    isOwn = true;
    fields.forEach(restore);
    isOwn = false;
  };
  const onInput = (event: Event): void => {
    if (isOwn) return;
    isComposing = event instanceof InputEvent && event.isComposing;
    // The field's own listeners come first, so that what React holds is put back, too.
    queueMicrotask(again);
  };
  const onEnd = (): void => {
    isComposing = false;
    queueMicrotask(again);
  };
  const refuse = (event: Event): void => {
    if (event.cancelable) event.preventDefault();
  };
  const events = [
    ['beforeinput', refuse],
    ['input', onInput],
    ['compositionend', onEnd],
  ] as const;
  events.forEach(([name, listener]) => {
    window.addEventListener(name, listener, true);
  });
  window.setTimeout(() => {
    events.forEach(([name, listener]) => {
      window.removeEventListener(name, listener, true);
    });
    if (isComposing) letGo(document.activeElement);
    again();
    then();
  }, imeMs);
}

/** Leaving a field ends its composition. */
function letGo(element: Element | null): void {
  if (!(element instanceof HTMLElement)) return;
  element.blur();
  element.focus();
}
