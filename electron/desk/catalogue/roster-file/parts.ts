/** The parts of an .xlsx as XML that is changed in place: what nobody touches (drawings, choices, settings of the print) stays as it came. */
import { XMLSerializer, type Element } from '@xmldom/xmldom';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { attribute, parseXml } from '../../print/docx/xml.ts';

export const elements = (root: Element, name: string): Element[] =>
  Array.from<Element>(root.getElementsByTagNameNS('*', name));

/** Of the same namespace and prefix as the one it comes into. */
export function make(parent: Element, name: string, attributes: Readonly<Record<string, string>> = {}): Element {
  const prefix = parent.prefix ? `${parent.prefix}:` : '';
  const made = parent.ownerDocument?.createElementNS(parent.namespaceURI, `${prefix}${name}`);
  if (!made) throw new Error('an element without a document');
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export class Parts {
  readonly #files: Record<string, Uint8Array>;
  readonly #open = new Map<string, Element>();

  constructor(bytes: Uint8Array) {
    this.#files = unzipSync(bytes);
  }

  /** Undefined where it is not there, or is no XML. Whatever is changed in it is written. */
  open(name: string): Element | undefined {
    const known = this.#open.get(name);
    const file = this.#files[name];
    if (known !== undefined || file === undefined) return known;
    const root = parseXml(strFromU8(file).replace(/^\uFEFF/, ''));
    if (root !== undefined) this.#open.set(name, root);
    return root;
  }

  get names(): readonly string[] {
    return Object.keys(this.#files);
  }

  drop(name: string): void {
    this.#open.delete(name);
    Reflect.deleteProperty(this.#files, name);
  }

  /** What a part points to, by the end of the type of the relation (`drawing`, `table`). */
  relatedTo(name: string): readonly { readonly id: string; readonly type: string; readonly part: string }[] {
    const at = name.lastIndexOf('/') + 1;
    const root = this.open(`${name.slice(0, at)}_rels/${name.slice(at)}.rels`);
    return (root === undefined ? [] : elements(root, 'Relationship')).flatMap((one) => {
      if (attribute(one, 'TargetMode') === 'External') return [];
      const target = attribute(one, 'Target') ?? '';
      const part = new URL(target, `part:/${name}`).pathname.slice(1);
      return [{ id: attribute(one, 'Id') ?? '', type: attribute(one, 'Type')?.split('/').at(-1) ?? '', part }];
    });
  }

  bytes(): Uint8Array {
    const writer = new XMLSerializer();
    for (const [name, root] of this.#open) this.#files[name] = strToU8(declaration + writer.serializeToString(root));
    return zipSync(this.#files);
  }
}
