/**
 * The bundled faces as `@font-face` rules: the common ones (a Sans, and a Song for formal papers) in their slices, behind them those for
 * rare characters. A page fetches only the files its characters need. Two ways to give them: by address, where the page is served
 * (`app://`, the host), or inside the page, for a file that must stand alone.
 *
 * `faces.json` and the rare files are in `resources/fonts`; the common files are those named there, out of the packages
 * `@fontsource/noto-sans-sc` and `@fontsource/noto-serif-sc`, whose files the build copies beside the rare ones. They are static faces:
 * Chromium writes a variable one into a PDF as Type 3, as pictures of letters (build/make-fonts.py).
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export const commonFamilies = ['Tongban Sans', 'Tongban Song'] as const;
export type CommonFamily = (typeof commonFamilies)[number];

const name = z.string().regex(/^[a-z0-9-]+$/);
const file = z.string().regex(/^[a-z0-9-]+\.woff2$/);
const weight = z.literal([400, 700]);
const facesSchema = z.strictObject({
  about: z.string(),
  common: z.array(z.strictObject({ family: z.enum(commonFamilies), weight, package: name, file, range: z.string() })),
  rare: z.array(z.strictObject({ family: z.string().regex(/^Tongban Rare( [A-Z][a-z]+)?$/), file, range: z.string() })),
});

export interface FontFolders {
  /** Holds `faces.json` and the files of the rare faces. */
  readonly rare: string;
  /** Holds the files of the common faces, or the packages `noto-sans-sc` and `noto-serif-sc` as they are installed. */
  readonly common: string;
}

/** What a page draws, by its look: only the slices that hold a character of it go into the page. */
export interface Drawn {
  readonly plain: string;
  readonly bold: string;
  readonly families: readonly CommonFamily[];
}

interface Face {
  readonly family: string;
  /** The rare ones stand for both weights: a bold that the browser makes up itself goes into a PDF as Type 3. */
  readonly weight: 400 | 700 | '400 700';
  readonly file: string;
  readonly path: string;
  readonly range: string;
}

export interface FontFaces {
  /** Rules that fetch each file from `<base>/<file>`. */
  byAddress(base: string): string;
  /** Rules with the files inside, only those that are needed. */
  inside(drawn: Drawn): string;
  /** The path of a file that `byAddress` may ask for, or undefined: nothing else is ever served. */
  pathOf(file: string): string | undefined;
  /** The path of the file that draws a character (its first code point), or undefined where none does. */
  fileFor(character: string): string | undefined;
}

const rule = ({ family, weight: heaviness, range }: Face, source: string): string =>
  `@font-face{font-family:'${family}';font-weight:${String(heaviness)};font-display:block;src:url(${source}) format('woff2');unicode-range:${range}}`;

interface Run {
  readonly first: number;
  readonly last: number;
  readonly face: Face;
}

/** The runs of faces of which no two hold the same character, in order, to be searched by halves. */
const runsOf = (faces: readonly Face[]): readonly Run[] =>
  faces
    .flatMap((face) =>
      face.range.split(',').map((part): Run => {
        const [first = '', last = first] = part.replace(/^U\+/, '').split('-');
        return { first: parseInt(first, 16), last: parseInt(last, 16), face };
      }),
    )
    .sort((a, b) => a.first - b.first);

function faceOf(runs: readonly Run[], code: number): Face | undefined {
  let low = 0;
  let high = runs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const run = runs[middle];
    if (run === undefined) return undefined;
    if (code < run.first) high = middle - 1;
    else if (code > run.last) low = middle + 1;
    else return run.face;
  }
  return undefined;
}

type Listed = z.infer<typeof facesSchema>;

function allFaces({ common, rare }: Listed, folders: FontFolders): readonly Face[] {
  const isFlat = (flat: string): boolean => existsSync(join(folders.common, flat));
  const pathOf = (from: string, one: string): string =>
    isFlat(one) ? join(folders.common, one) : join(folders.common, from, 'files', one);
  return [
    ...common.map(({ package: from, ...face }) => ({ ...face, path: pathOf(from, face.file) })),
    ...rare.map((face) => ({ ...face, weight: '400 700' as const, path: join(folders.rare, face.file) })),
  ];
}

/** Reads `faces.json` once; throws when a folder is not what it should be, because the program is then not whole. */
export function openFontFaces(folders: FontFolders): FontFaces {
  const listed = facesSchema.parse(JSON.parse(readFileSync(join(folders.rare, 'faces.json'), 'utf8')));
  const faces = allFaces(listed, folders);
  const isCommon = ({ family }: Face): boolean => commonFamilies.some((one) => one === family);
  const runs = new Map(
    commonFamilies.flatMap((family) =>
      ([400, 700] as const).map((heavy) => [
        `${family} ${String(heavy)}`,
        runsOf(faces.filter((face) => face.family === family && face.weight === heavy)),
      ]),
    ),
  );
  const rareRuns = runsOf(faces.filter((face) => !isCommon(face)));

  // The Song lacks what the Sans behind it may have, and both lack what the rare ones have.
  const needed = (text: string, heavy: 400 | 700, families: readonly CommonFamily[]): (Face | undefined)[] =>
    [...new Set(text)].map((character) => {
      const code = character.codePointAt(0) ?? 0;
      const chain = [...families, 'Tongban Sans'].map((family) => runs.get(`${family} ${String(heavy)}`) ?? []);
      return chain.map((own) => faceOf(own, code)).find((face) => face !== undefined) ?? faceOf(rareRuns, code);
    });
  const inline = (face: Face): string =>
    rule(face, `data:font/woff2;base64,${readFileSync(face.path).toString('base64')}`);
  const paths = new Map(faces.map((face) => [face.file, face.path]));
  return {
    byAddress: (base) => faces.map((face) => rule(face, `${base}/${face.file}`)).join(''),
    inside: ({ plain, bold, families }) => {
      const used = new Set(
        families.flatMap((family) => [...needed(plain, 400, [family]), ...needed(bold, 700, [family])]),
      );
      return faces
        .filter((face) => used.has(face))
        .map(inline)
        .join('');
    },
    pathOf: (one) => paths.get(one),
    fileFor: (character) => needed(character, 400, ['Tongban Sans'])[0]?.path,
  };
}
