/**
 * The bundled faces as `@font-face` rules: the common face in its slices, behind it the rare one. A page fetches only the files its
 * characters need. Two ways to give them: by address, where the page is served (`app://`, the host), or inside the page, for a file
 * that must stand alone.
 *
 * `faces.json` and the rare files are in `resources/fonts`; the common files are those named there, out of
 * `@fontsource-variable/noto-sans-sc/files`, which the build copies beside the program.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const faceSchema = z.strictObject({ file: z.string().regex(/^[a-z0-9-]+\.woff2$/), range: z.string() });
const facesSchema = z.strictObject({ about: z.string(), common: z.array(faceSchema), rare: z.array(faceSchema) });

export interface FontFolders {
  /** Holds `faces.json` and `rare-*.woff2`. */
  readonly rare: string;
  /** Holds `noto-sans-sc-*-wght-normal.woff2`. */
  readonly common: string;
}

interface Face {
  readonly family: string;
  readonly weight: string;
  readonly file: string;
  readonly folder: string;
  readonly range: string;
  readonly ranges: readonly (readonly [number, number])[];
}

export interface FontFaces {
  /** Rules that fetch each file from `<base>/<file>`. */
  byAddress(base: string): string;
  /** Rules with the files inside, only those that `text` needs. */
  inside(text: string): string;
  /** The path of a file that `byAddress` may ask for, or undefined: nothing else is ever served. */
  pathOf(file: string): string | undefined;
  /** The path of the file that draws a character (its first code point), or undefined where none does. */
  fileFor(character: string): string | undefined;
}

const rangesOf = (range: string): [number, number][] =>
  range.split(',').map((part) => {
    const [first = '', last = first] = part.replace(/^U\+/, '').split('-');
    return [parseInt(first, 16), parseInt(last, 16)];
  });

const rule = ({ family, weight, range }: Face, source: string): string =>
  `@font-face{font-family:'${family}';font-weight:${weight};font-display:block;src:url(${source}) format('woff2');unicode-range:${range}}`;

const faceFor = (faces: readonly Face[], code: number): Face | undefined =>
  faces.find(({ ranges }) => ranges.some(([first, last]) => code >= first && code <= last));

function needed(faces: readonly Face[], text: string): Face[] {
  const codes = new Set([...text].map((character) => character.codePointAt(0) ?? 0));
  const used = new Set<Face>();
  for (const code of codes) {
    const face = faceFor(faces, code);
    if (face) used.add(face);
  }
  return faces.filter((face) => used.has(face));
}

/** Reads `faces.json` once; throws when a folder is not what it should be, because the program is then not whole. */
export function openFontFaces(folders: FontFolders): FontFaces {
  const listed = facesSchema.parse(JSON.parse(readFileSync(join(folders.rare, 'faces.json'), 'utf8')));
  const face = (family: string, weight: string, folder: string) => (listedFace: z.infer<typeof faceSchema>) => ({
    ...listedFace,
    family,
    weight,
    folder,
    ranges: rangesOf(listedFace.range),
  });
  const faces: readonly Face[] = [
    ...listed.common.map(face('Noto Sans SC Variable', '100 900', folders.common)),
    ...listed.rare.map(face('Tongban Rare', '400', folders.rare)),
  ];
  const paths = new Map(faces.map(({ file, folder }) => [file, join(folder, file)]));
  const inline = (one: Face): string =>
    rule(one, `data:font/woff2;base64,${readFileSync(join(one.folder, one.file)).toString('base64')}`);
  return {
    byAddress: (base) => faces.map((one) => rule(one, `${base}/${one.file}`)).join(''),
    inside: (text) => needed(faces, text).map(inline).join(''),
    pathOf: (file) => paths.get(file),
    fileFor: (character) => {
      const face = faceFor(faces, character.codePointAt(0) ?? 0);
      return face && join(face.folder, face.file);
    },
  };
}
