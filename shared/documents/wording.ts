/**
 * 文书用语: what a township may say in its own words on a paper, and what it may not. A paper declares its passages beside its code (`adapts`);
 * titles, legal bases, limits, labels of fields and the lines of tables are no passages. What the paper says of a case stands in {blanks}: a
 * wording must keep every one of a passage and may invent none, so whatever is written around them, the facts are printed.
 */
import { z } from 'zod';
import { codePointName } from '../kernel/code-points.ts';
import { cannotDraw } from './drawable.ts';

/** The one passage that every adaptable paper has: nothing at first, a last line where the township adds one (电话, 上班时间, 交通). */
export const closingPassage = 'closing';
const longestClosing = 120;

export interface Passage {
  readonly id: string;
  /** As the program words it; '' of the closing line. */
  readonly text: string;
  /** What the paper puts in: each must stand in every wording. */
  readonly blanks: readonly string[];
  /** Characters. */
  readonly longest: number;
}

interface Adaptable {
  readonly words: Readonly<Record<string, string>>;
  readonly adapts?: Readonly<Record<string, number | undefined>>;
  readonly fixedBy?: string;
}

export const blanksIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? '')),
];

/** In the order they are declared; none of a paper whose wording is fixed. */
export function passagesOf({ words, adapts = {}, fixedBy }: Adaptable): readonly Passage[] {
  if (fixedBy !== undefined) return [];
  const own = Object.entries(adapts).map(([id, longest = 0]): Passage => {
    const text = words[id] ?? '';
    return { id, text, blanks: blanksIn(text), longest };
  });
  return [...own, { id: closingPassage, text: '', blanks: [], longest: longestClosing }];
}

export const faultCodes = [
  'unknownPassage',
  'tooLong',
  'unknownBlank',
  'missingBlank',
  'strayBrace',
  'notOneLine',
  'cannotDraw',
  'wordTooLong',
  'longNumber',
] as const;
export type WordingFaultCode = (typeof faultCodes)[number];

/** `detail`: the blank, the characters, the length that fits. */
export interface WordingFault {
  readonly passage: string;
  readonly code: WordingFaultCode;
  readonly detail: string;
}

/** Letters and digits without a place to break: more of them are wider than a slip of 80 mm. */
const longestRun = 24;
const tooWide = new RegExp(`[!-~]{${String(longestRun + 1)},}`);

type Check = (text: string, passage: Passage) => readonly string[];

/** What each fault is found by: the details of it, none where there is none. */
const checks: Readonly<Record<Exclude<WordingFaultCode, 'unknownPassage'>, Check>> = {
  tooLong: (text, { longest }) => ([...text].length > longest ? [String(longest)] : []),
  unknownBlank: (text, { blanks }) => blanksIn(text).filter((name) => !blanks.includes(name)),
  missingBlank: (text, { blanks }) => blanks.filter((name) => !blanksIn(text).includes(name)),
  strayBrace: (text) => (/[{}]/.test(text.replace(/\{[^{}]*\}/g, '')) ? ['{ }'] : []),
  notOneLine: (text) => (/[\p{Cc}\u2028\u2029]/u.test(text) ? [''] : []),
  cannotDraw: (text) => {
    // What is not seen (a sign that turns the direction of writing) would change how a date beside it reads.
    const unseen = [...new Set(text.match(/[\p{Cf}\p{Co}\p{Cn}]/gu))];
    const missing = cannotDraw('page', text.replace(/\p{Cc}/gu, ''));
    return [...new Set([...unseen, ...missing])].map(codePointName);
  },
  wordTooLong: (text) => (tooWide.test(text.replace(/\{[^{}]*\}/g, ' ')) ? [String(longestRun)] : []),
  /** A number of a person has no place in words that stand on everybody's paper. */
  longNumber: (text) => (/\d{14}/.test(text.replace(/[\s-]/g, '')) ? ['14'] : []),
};

export type Wording = Readonly<Record<string, string>>;

/** Every fault, passage by passage in the order of the paper. Empty text = the default, and never a fault. */
export function faultsOf(paper: Adaptable, wording: Wording): readonly WordingFault[] {
  const passages = new Map(passagesOf(paper).map((passage) => [passage.id, passage]));
  return Object.entries(wording).flatMap(([id, text]): WordingFault[] => {
    const passage = passages.get(id);
    if (passage === undefined) return [{ passage: id, code: 'unknownPassage', detail: id }];
    if (text.trim() === '') return [];
    return Object.entries(checks).flatMap(([code, check]) => {
      const found = check(text, passage);
      return found.length === 0
        ? []
        : [{ passage: id, code: code as WordingFaultCode, detail: found.slice(0, 5).join(' ') }];
    });
  });
}

/** What of a wording is used: without the faulty (of an older program, say) and without the empty. */
export function soundWording(paper: Adaptable, wording: Wording): Wording {
  const faulty = new Set(faultsOf(paper, wording).map(({ passage }) => passage));
  return Object.fromEntries(
    Object.entries(wording)
      .filter(([id, text]) => !faulty.has(id) && text.trim() !== '')
      .map(([id, text]) => [id, text.trim()]),
  );
}

/** One version in the registry 文书用语. */
const versionSchema = z.object({
  /** The entry that began it. */
  versionId: z.string(),
  words: z.record(z.string(), z.string()),
  effectiveFrom: z.string(),
  reason: z.string(),
});
export type WordingVersion = z.infer<typeof versionSchema>;
const rowSchema = versionSchema.extend({ earlier: z.array(versionSchema).optional() });

/** Every version of a row of the registry, in the order they were written; none of what is no such row. */
export function wordingVersions(row: unknown): readonly WordingVersion[] {
  const read = rowSchema.safeParse(row);
  if (!read.success) return [];
  const { earlier = [], ...newest } = read.data;
  return [...earlier, newest];
}

/** The version in force on a day: of those begun, the one that begins last; of several of one day the one written last. */
export const wordingOn = (versions: readonly WordingVersion[], day: string): WordingVersion | undefined =>
  versions
    .filter(({ effectiveFrom }) => effectiveFrom <= day)
    .reduce<
      WordingVersion | undefined
    >((best, version) => (best === undefined || version.effectiveFrom >= best.effectiveFrom ? version : best), undefined);
