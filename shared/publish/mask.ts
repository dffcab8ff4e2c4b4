/**
 * How names, numbers and addresses look in a published list: the local pattern, which is data, because places prescribe it differently
 * (`138****1234`, `35*…*123`). A pattern says how much is shown at either end and what stands between.
 */
import { z } from 'zod';
import { codePoints } from '../kernel/code-points.ts';
import { maskName } from '../identity/masking.ts';

const endsSchema = z.strictObject({
  head: z.int().min(0).max(6),
  tail: z.int().min(0).max(4),
  /** How many stars; 0 = one for each hidden character. */
  stars: z.int().min(0).max(20),
});
export type Ends = z.infer<typeof endsSchema>;

export const publicPatternSchema = z.strictObject({
  /** surname: 张*; whole: as it is, where the place publishes names. */
  name: z.enum(['surname', 'whole']),
  idNumber: endsSchema,
  phone: endsSchema,
  account: endsSchema,
});
export type PublicPattern = z.infer<typeof publicPatternSchema>;

export const usualPattern: PublicPattern = {
  name: 'surname',
  idNumber: { head: 2, tail: 3, stars: 0 },
  phone: { head: 3, tail: 4, stars: 4 },
  account: { head: 0, tail: 4, stars: 4 },
};

/** Of a text that is too short to hide half of it nothing is shown. */
export function maskEnds(text: string, { head, tail, stars }: Ends): string {
  const characters = codePoints(text);
  if (characters.length === 0) return '';
  const hidden = characters.length - head - tail;
  if (hidden * 2 < characters.length && hidden < 4) return '*'.repeat(characters.length);
  const end = tail === 0 ? [] : characters.slice(-tail);
  return [...characters.slice(0, head), '*'.repeat(stars === 0 ? hidden : stars), ...end].join('');
}

export const publicName = (name: string, { name: way }: PublicPattern): string =>
  way === 'whole' ? name : maskName(name);

const units = /^.*?(?:街道办事处|街道|村委会|居委会|社区|苏木|嘎查|[镇乡村])/u;

/**
 * An address as far as its village (村、社区): group, house number and room say where somebody can be found. Where no village or
 * township is named nothing is shown. 村镇 and 乡镇 within a name (`新村镇`) are not its end.
 */
export function publicAddress(address: string): string {
  const rest = address.normalize('NFKC').replace(/\s+/gu, '');
  let shown = '';
  for (;;) {
    const next = units.exec(rest.slice(shown.length))?.[0];
    if (next === undefined || /\d/u.test(next) || /[组队号栋幢户室]/u.test(next)) return shown;
    shown += next;
    if (/(?:村委会|居委会|社区|嘎查|村)$/u.test(shown) && !/^[镇乡民村]/u.test(rest.slice(shown.length))) return shown;
  }
}
