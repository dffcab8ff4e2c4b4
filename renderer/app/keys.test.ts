import { describe, expect, it } from 'vitest';
import { isImeKey } from './ime.ts';
import { digitOf, isShortcut, shortcutIds, shortcuts, type KeyPress, type ShortcutId } from './keys.ts';

const press = (code: string, more: Partial<KeyPress> = {}): KeyPress => ({
  ...{
    code,
    key: code,
    keyCode: 0,
    ctrlKey: false,
    altKey: false,
    shiftKey: false,
    metaKey: false,
    isComposing: false,
  },
  ...more,
});

describe('a key of an input method', () => {
  it('is known by isComposing of the DOM and of React, and by keyCode 229', () => {
    expect(isImeKey({ keyCode: 13, isComposing: true })).toBe(true);
    expect(isImeKey({ keyCode: 13, nativeEvent: { isComposing: true } })).toBe(true);
    expect(isImeKey({ keyCode: 229, isComposing: false })).toBe(true);
    expect(isImeKey({ keyCode: 13, isComposing: false, nativeEvent: { isComposing: false } })).toBe(false);
  });

  it('is no shortcut', () => {
    const all: [ShortcutId, Partial<KeyPress> & { code: string }][] = [
      ['nextField', { code: 'Enter' }],
      ['submit', { code: 'Enter', ctrlKey: true }],
      ['nthAction', { code: 'Digit1', altKey: true }],
      ['take', { code: 'F2' }],
    ];
    all.forEach(([id, event]) => {
      expect(isShortcut(id, press(event.code, event))).toBe(true);
      expect(isShortcut(id, press(event.code, { ...event, isComposing: true }))).toBe(false);
      expect(isShortcut(id, press(event.code, { ...event, keyCode: 229 }))).toBe(false);
    });
  });
});

describe('shortcuts', () => {
  it('ask for exactly their modifiers', () => {
    expect(isShortcut('take', press('F2', { ctrlKey: true }))).toBe(false);
    expect(isShortcut('take', press('F2', { shiftKey: true }))).toBe(false);
    expect(isShortcut('nextField', press('Enter', { shiftKey: true }))).toBe(false);
    expect(isShortcut('lastField', press('Enter', { shiftKey: true }))).toBe(true);
    expect(isShortcut('submit', press('NumpadEnter', { ctrlKey: true }))).toBe(true);
    expect(isShortcut('lock', press('KeyL', { altKey: true, metaKey: true }))).toBe(false);
  });

  it('do not clash: a key means one thing in one place, and what holds anywhere holds alone', () => {
    const chord = (id: ShortcutId): string => shortcuts[id].keys;
    const seen = new Map<string, string[]>();
    shortcutIds.forEach((id) => seen.set(chord(id), [...(seen.get(chord(id)) ?? []), shortcuts[id].where]));
    seen.forEach((where) => {
      expect(new Set(where).size).toBe(where.length);
      if (where.includes('anywhere')) expect(where).toEqual(['anywhere']);
    });
  });

  it('take no key of browsers or input methods', () => {
    const taken =
      /^(F5|F6|F7|F9|F10|F11|F12|Shift|(Ctrl|Shift) \+ Space|Alt \+ [DEF←→]|Ctrl \+ ([A-Z.,]|Shift.*)|Ctrl \+ Shift \+ .*)$/;
    shortcutIds.forEach((id) => expect(shortcuts[id].keys).not.toMatch(taken));
  });

  it('know the nine digits of the upper row', () => {
    expect(digitOf(press('Digit7'))).toBe(7);
    expect([digitOf(press('Digit0')), digitOf(press('Numpad1')), digitOf(press('KeyA'))]).toEqual([0, 0, 0]);
  });
});
