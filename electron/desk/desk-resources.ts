/** What the program ships as data, as the desk reads it: the calendar, the catalogue, the townships, the fonts. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { JsonObject } from '#shared/kernel/json.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { parseCalendar, type WorkCalendar } from '#shared/time/calendar.ts';
import { readCatalogue } from './resources/catalogue.ts';
import { openDivisions, type Divisions } from './resources/divisions.ts';
import { openFontFaces, type FontFaces } from './print/render/font-faces.ts';

export interface DeskResources {
  /** The folder `resources`. */
  readonly dir: string;
  readonly calendar: () => WorkCalendar;
  /** 示例事项: fields of the matters a new desk begins with. */
  readonly catalogue: () => readonly JsonObject[];
  readonly fonts: () => FontFaces;
  readonly divisions: () => Divisions;
  /** The program that reads codes in pictures (ZXing), as WebAssembly. */
  readonly codeReader: () => Uint8Array;
}

/** Nothing is read before it is asked for, so that starting stays quick. */
export function openResources(dir: string, commonFonts: string): DeskResources {
  const json = (...path: string[]): unknown => JSON.parse(readFileSync(join(dir, ...path), 'utf8'));
  return {
    dir,
    calendar: once(() => unwrap(parseCalendar(json('calendar', 'cn-2025-2027.json')))),
    catalogue: once(() => readCatalogue(dir)),
    fonts: once(() => openFontFaces({ rare: join(dir, 'fonts'), common: commonFonts })),
    divisions: once(() => openDivisions(dir)),
    codeReader: once(() => readFileSync(codeReaderIn(dir))),
  };
}

/** Among the resources of a built program; in the sources it lies in its package. */
function codeReaderIn(dir: string): string {
  const built = join(dir, 'codes', 'zxing_reader.wasm');
  return existsSync(built) ? built : createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
