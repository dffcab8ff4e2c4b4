/** What a paper is: facts in, blocks out, with the law or form it comes from. One file a paper and one line in `papers.ts`. */
import type { ZodType, core } from 'zod';
import type { Block, IssuedBlocks, PaperSize } from './blocks.ts';
import { blockModel, blocksSchema } from './blocks.ts';
import { type PaperCode, getPaperCode } from './qr-code.ts';
import { type Result, ok, refuse } from '../kernel/result.ts';
import { closingPassage, soundWording, type Wording } from './wording.ts';

export interface PaperNames {
  readonly 'zh-CN': string;
  readonly en: string;
}

/** The phrases of a form. A township may word those that `adapts` names; what was issued stays as it was. */
export type PaperWords<Word extends string> = Readonly<Record<Word, string>>;

export interface PaperSpec<Facts, Word extends string> {
  /** Stored with every issued paper: never renamed. */
  readonly paper: string;
  /** Two characters for the QR code: never reused. */
  readonly code: string;
  /** Raised when the facts or the form change. */
  readonly v: number;
  readonly names: PaperNames;
  /** The law, standard or form it comes from. */
  readonly source: string;
  readonly sizes: readonly [PaperSize, ...PaperSize[]];
  readonly orientation?: 'landscape';
  /** 适老: printed so large that it is read without glasses. */
  readonly isLarge?: true;
  /** `formal`: in the faces of an official document, as a decision is. */
  readonly look?: 'formal';
  /** 一式几份: whose each copy is, as `['申请人', '窗口存档']`. */
  readonly copies?: readonly [string, string, ...string[]];
  /** It must be readable after more than three months: thermal paper fades, so it is not offered on a roll first. */
  readonly lasts?: true;
  /** `secret`: neither stored nor put in a print queue's name (the recovery phrase). */
  readonly isSecret?: true;
  readonly facts: ZodType<Facts>;
  readonly words: PaperWords<Word>;
  /** Which of the words a township may put in its own way (文书用语), each with the most characters that fit. */
  readonly adapts?: Readonly<Partial<Record<Word, number>>>;
  /** Why none may be: a form that a law or this program fixes. */
  readonly fixedBy?: string;
  readonly build: (facts: Facts, words: PaperWords<Word>) => readonly Block[];
  /** For the catalogue test, the settings page and a trial print. */
  readonly samples: Readonly<Record<string, Facts>>;
}

export interface IssueOptions {
  /** The township's wording; what of it does not fit this paper stays as the program words it. */
  readonly words?: Wording;
  /** 练习模式: marked above and below, so that it is never taken for a real one. */
  readonly isPractice?: boolean;
}

export interface Paper<Facts = unknown>
  extends Omit<PaperSpec<Facts, string>, 'code' | 'build' | 'facts' | 'words' | 'adapts'> {
  readonly code: PaperCode;
  readonly adapts?: Readonly<Record<string, number | undefined>>;
  readonly words: PaperWords<string>;
  /**
   * The blocks to be stored and printed. Refusal `paper.facts` names the first field that does not fit: what the caller put together is
   * incomplete, and a paper is never issued with holes in it.
   */
  issue(facts: Facts, options?: IssueOptions): Result<IssuedBlocks>;
}

const practiceMarker: Block = {
  type: 'marker',
  kind: 'practice',
  text: '练习 · 此单无效',
  detail: '培训时打印，没有收件',
};

/** The path of the first fault, as `materials.2.name`. */
const faultPath = (error: core.$ZodError): string => error.issues[0]?.path.map(String).join('.') ?? '';

export function definePaper<Facts, Word extends string>(spec: PaperSpec<Facts, Word>): Paper<Facts> {
  const issue = (facts: Facts, { words = {}, isPractice = false }: IssueOptions = {}): Result<IssuedBlocks> => {
    const checked = spec.facts.safeParse(facts);
    if (!checked.success) return refuse('paper.facts', { paper: spec.paper, path: faultPath(checked.error) });
    const wording = soundWording(spec, words);
    const closing = wording[closingPassage];
    const built = [
      ...spec.build(checked.data, { ...spec.words, ...wording }),
      ...(closing === undefined ? [] : [{ type: 'note', text: closing } as const]),
    ];
    const blocks = isPractice ? [practiceMarker, ...built, practiceMarker] : built;
    return ok(
      blocksSchema.parse({
        ...{ model: blockModel, orientation: spec.orientation ?? 'portrait', blocks },
        ...(spec.isLarge ? { isLarge: true } : {}),
        ...(spec.look === 'formal' ? { isFormal: true } : {}),
        ...(spec.copies ? { copies: spec.copies } : {}),
      }),
    );
  };
  return { ...spec, code: getPaperCode(spec.code), issue };
}
