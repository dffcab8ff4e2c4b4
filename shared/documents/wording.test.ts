import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../kernel/result.ts';
import { leavesOf, type IssuedBlocks } from './blocks.ts';
import { papers } from './papers.ts';
import type { Paper } from './paper.ts';
import { missingGlyphs } from './hand-blanks.ts';
import { receipt } from './receipt.ts';
import { resultNotice } from './result-notice.ts';
import { blanksIn, faultsOf, passagesOf, soundWording, wordingOn, wordingVersions, type Wording } from './wording.ts';
import * as common from './facts.ts';

const adaptable = papers.filter(({ fixedBy }) => fixedBy === undefined);

it('names the papers that nobody may reword, and why', () => {
  const fixed = papers.filter(({ fixedBy }) => fixedBy !== undefined);
  expect(fixed.map(({ paper }) => paper).toSorted()).toEqual(
    [
      ...['authorization', 'blankReceipt', 'dueExplanation', 'permitGranted', 'permitRefused', 'recoverySheet'],
      ...['revocation', 'shortcutCard', 'wholeCourse', 'archiveContents', 'archiveCover', 'ledgerSheet', 'sampleList'],
      ...['appraisalList', 'destructionList', 'proxyAuthority', 'proxyRenewal'],
    ].toSorted(),
  );
  expect(fixed.filter(({ fixedBy = '' }) => !/\p{Script=Han}{6,}/u.test(fixedBy))).toEqual([]);
  expect(fixed.every((paper) => passagesOf(paper).length === 0)).toBe(true);
});

it('has papers that have a last line of their own and no other passage', () => {
  const closingOnly = adaptable.filter((paper) => passagesOf(paper).length === 1).map(({ paper }) => paper);
  expect(closingOnly.toSorted()).toEqual(['deemedWithdrawal', 'termination']);
});

describe.each(adaptable.map((paper) => ({ paper, name: paper.paper })))('passages of $name', ({ paper }) => {
  it('are words of it, fit as they are, and have no legal basis in them', () => {
    const passages = passagesOf(paper);
    const usual = Object.fromEntries(passages.map(({ id, text }) => [id, text]));
    expect(passages.filter(({ id, text }) => id !== 'closing' && text === '')).toEqual([]);
    expect(faultsOf(paper, usual)).toEqual([]);
    expect(passages.filter(({ text }) => /《|第.{1,4}条/u.test(text))).toEqual([]);
    expect(passages.filter(({ blanks }) => blanks.includes('basis'))).toEqual([]);
  });
});

/** Words that somebody may write: anything, with the blanks somewhere in it. */
const wordingFor = (paper: Paper): fc.Arbitrary<Wording> => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom('$&', "$'", '{name}', '{x}', '2026年1月1日', '赖金香', '本镇', '\u202E', '𬭎', '电话 0797-5350000'),
  );
  const passage = (blanks: readonly string[]) =>
    fc
      .tuple(fc.array(piece, { maxLength: 4 }), fc.shuffledSubarray([...blanks], { minLength: blanks.length }))
      .map(([pieces, order]) => [...order.map((blank) => `{${blank}}`), ...pieces].join(''));
  return fc.record(Object.fromEntries(passagesOf(paper).map(({ id, blanks }) => [id, passage(blanks)])));
};

function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) yield* stringsIn(inner);
}

/** Every way a fact is written on a paper: as it is, as a day, as a number in groups. */
const written = (fact: string): string[] => {
  const day = common.dateFact.safeParse(fact.slice(0, 10));
  const days = day.success ? [common.showDate(day.data), common.showDateAndWeekday(day.data)] : [];
  return [fact, ...days, common.showNumber(fact)];
};

const textOf = (issued: IssuedBlocks): string => [...stringsIn(leavesOf(issued))].join('\n');

/** Blocks that no passage stands in. */
const unworded = (issued: IssuedBlocks) =>
  leavesOf(issued).filter(({ type }) => ['title', 'letterhead', 'number', 'barcode', 'marker'].includes(type));

describe.each(adaptable.map((paper) => ({ paper, name: paper.paper })))('no wording of $name', ({ paper }) => {
  it('changes what the paper says of its case', () => {
    const samples = Object.values(paper.samples);
    fc.assert(
      fc.property(wordingFor(paper), fc.constantFrom(...samples), (words, facts) => {
        const usual = unwrap(paper.issue(facts));
        const own = unwrap(paper.issue(facts, { words }));
        expect(unworded(own)).toEqual(unworded(usual));
        const [before, after] = [textOf(usual), textOf(own)];
        const facted = [...stringsIn(facts)].flatMap(written);
        expect(facted.filter((text) => before.includes(text) && !after.includes(text))).toEqual([]);
        const codes = (issued: IssuedBlocks) =>
          leavesOf(issued).flatMap((one) => (one.type === 'qr' ? one.content : []));
        expect(codes(own)).toEqual(codes(usual));
        // Nothing that was to be put in stays open, and nothing comes out as a box.
        const blanks = blanksIn(Object.values(soundWording(paper, words)).join(''));
        expect(blanks.filter((blank) => after.includes(`{${blank}}`) && !before.includes(`{${blank}}`))).toEqual([]);
        expect(missingGlyphs(own)).toEqual(missingGlyphs(usual));
      }),
      { numRuns: 40 },
    );
  });
});

describe('a wording that does not fit', () => {
  const codes = (words: Wording, paper: Paper = resultNotice) =>
    faultsOf(paper, words).map(({ passage, code, detail }) => [passage, code, detail].join(' '));

  it('is told passage by passage', () => {
    expect(codes({ opening: '您的事办好了。', heading: 'x' })).toEqual([
      'opening missingBlank name applied matter',
      'heading unknownPassage heading',
    ]);
    expect(codes({ opening: '{name}{applied}{matter}{phone}' })).toEqual(['opening unknownBlank phone']);
    expect(codes({ opening: '{name}{applied}{matter}{' })).toEqual(['opening strayBrace { }']);
    expect(codes({ opening: `{name}{applied}{matter}${'好'.repeat(120)}` })).toEqual(['opening tooLong 120']);
    expect(codes({ closing: '第一行\n第二行' })).toEqual(['closing notOneLine ']);
    expect(codes({ closing: '电话\u{E001}' })).toEqual(['closing cannotDraw U+E001']);
    expect(codes({ closing: '到\u202E6202 年' })).toEqual(['closing cannotDraw U+202E']);
    expect(codes({ closing: `见 https://${'x'.repeat(30)}` })).toEqual(['closing wordTooLong 24']);
    expect(codes({ closing: '账号 6222 0200 1234 5678' })).toEqual(['closing longNumber 14']);
  });

  it('stays as the program words it, and what fits beside it is used', () => {
    const facts = Object.values(receipt.samples)[0];
    const issued = unwrap(receipt.issue(facts as never, { words: { lost: '{x}', scan: '扫一扫看进度', closing: '' } }));
    expect(textOf(issued)).toContain('扫一扫看进度');
    expect(textOf(issued)).toContain(receipt.words['lost']);
    expect(unwrap(receipt.issue(facts as never, { words: { scan: ' ' } }))).toEqual(
      unwrap(receipt.issue(facts as never)),
    );
  });
});

describe('the version in force', () => {
  const version = (versionId: string, effectiveFrom: string) => ({
    ...{ versionId, effectiveFrom, words: {}, reason: '示例' },
  });
  const row = {
    ...version('third', '2026-03-01'),
    paper: 'receipt',
    earlier: [version('first', '2026-01-01'), version('second', '2026-06-01')],
  };

  it('is the one that began last by that day', () => {
    const on = (day: string) => wordingOn(wordingVersions(row), day)?.versionId;
    expect(['2025-12-31', '2026-01-01', '2026-03-01', '2026-05-31', '2026-06-01'].map(on)).toEqual([
      ...[undefined, 'first', 'third', 'third', 'second'],
    ]);
  });

  it('of one day is the one written last', () => {
    const twice = { ...version('b', '2026-01-01'), earlier: [version('a', '2026-01-01')] };
    expect(wordingOn(wordingVersions(twice), '2026-01-01')?.versionId).toBe('b');
    expect(wordingVersions(undefined)).toEqual([]);
  });
});
