import type { Inline, Run } from './blocks.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

/** A CSS string literal. Anything but plain characters goes as a hex escape, so no name can end the string or the style element. */
export function cssString(text: string): string {
  const safe = [...text].map((character) =>
    /[\p{L}\p{N} ]/u.test(character) ? character : `\\${(character.codePointAt(0) ?? 0x20).toString(16)} `,
  );
  return `"${safe.join('')}"`;
}

const phones = /(?<![\d-])\d{2,5}(?:-\d{3,8}){1,2}(?![\d-])/g;

/** As `escapeHtml`; a telephone number does not break at its hyphen, where it would be read as two. */
export const textHtml = (text: string): string =>
  escapeHtml(text).replace(phones, (phone) => `<span class="whole">${phone}</span>`);

function runHtml(run: Run): string {
  if ('text' in run) return textHtml(run.text);
  if ('boxes' in run) return `<span class="boxes">${'<i></i>'.repeat(run.boxes)}</span>`;
  if (run.picture !== undefined)
    return `<img class="glyph" src="data:image/png;base64,${run.picture}" alt="${escapeHtml(run.hint ?? '')}">`;
  const hint = run.hint === undefined ? '' : `<small>${escapeHtml(run.hint)}</small>`;
  return `<span class="blank"><span style="width:${String(run.blank)}em"></span>${hint}</span>`;
}

export const inlineHtml = (inline: Inline): string =>
  typeof inline === 'string' ? textHtml(inline) : inline.map(runHtml).join('');

export const element = (name: string, className: string, content: string): string =>
  `<${name} class="${className}">${content}</${name}>`;
