/** Small helpers for the XML of a .docx. Names are written with the prefixes Word and WPS use (`w:p`). */
import { DOMParser, type Element, type Node } from '@xmldom/xmldom';

export type { Element };

/** Undefined where it is no XML. */
export function parseXml(text: string | undefined): Element | undefined {
  if (text === undefined) return undefined;
  try {
    const parser = new DOMParser({ onError: (level, message) => failOn(level, message) });
    return parser.parseFromString(text, 'text/xml').documentElement ?? undefined;
  } catch {
    return undefined;
  }
}

function failOn(level: string, message: string): void {
  if (level !== 'warning') throw new Error(message);
}

export const isElement = (node: Node): node is Element => node.nodeType === 1;

export const elementsIn = (element: Element | undefined): Element[] =>
  element === undefined ? [] : Array.from(element.childNodes).filter(isElement);

export const childOf = (element: Element | undefined, name: string): Element | undefined =>
  elementsIn(element).find(({ nodeName }) => nodeName === name);

export const childrenOf = (element: Element | undefined, name: string): Element[] =>
  elementsIn(element).filter(({ nodeName }) => nodeName === name);

/** Down a path: `w:tcPr`, `w:vMerge`. */
export const inside = (element: Element | undefined, ...path: readonly string[]): Element | undefined =>
  path.reduce<Element | undefined>((at, name) => childOf(at, name), element);

export const attribute = (element: Element | undefined, name: string): string | undefined =>
  element?.getAttribute(name) ?? undefined;

export const valueIn = (element: Element | undefined, name: string): string | undefined =>
  attribute(childOf(element, name), 'w:val');

/** A switch: there and not said to be off. */
export function isOn(element: Element | undefined, name: string): boolean | undefined {
  const found = childOf(element, name);
  if (found === undefined) return undefined;
  return !['0', 'false', 'off', 'none'].includes(attribute(found, 'w:val') ?? '1');
}

export const numberOf = (text: string | undefined): number | undefined => {
  const number = text === undefined || text === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
};

/** Twentieths of a point, as Word measures; in points. */
export const points = (element: Element | undefined, name: string): number | undefined => {
  const twips = numberOf(attribute(element, name));
  return twips === undefined ? undefined : twips / 20;
};

export const pt = (value: number): string => `${String(Math.round(value * 100) / 100)}pt`;
