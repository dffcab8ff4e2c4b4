/** 待回收 and what ends it: evidence bound to what was issued, one signature a place, nothing of a paper that no longer holds. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { kindWorld, Story, testMatter } from '../../../tests/support/kind-world.ts';
import { makeWorld } from '../../../tests/support/journal-desk.ts';
import { seed } from '../../../tests/support/seed.ts';
import { nativeSm3 } from '../../../tests/support/sm3.ts';
import { blocksSchema, type IssuedBlocks } from '../../documents/blocks.ts';
import { digestOf } from '../../documents/paper-seal.ts';
import { signingOf } from '../../documents/signing.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { service } from '../service/index.ts';
import { isExcludedFromPads } from '../service/hand-only.ts';
import { sampleReceived } from '../service/sample.ts';
import { awaitedKind, project } from './project.ts';
import { isAwaited, isPlaceSigned } from './signatures.ts';
import type { PaperState } from './state.ts';

const gaps = { gaps: [{ material: '经营场所证明', standard: '' }] };

/** A 一次性告知书, which the applicant signs. */
function told(matter: JsonObject = testMatter('ONE', 5)): Story {
  const world = kindWorld(service);
  world.records.set('matter ONE', { ...matter, code: 'ONE' });
  return new Story(world, sampleReceived({ pick: makeWorld(3).pick }, 'ONE')).do('correctionNoticed', gaps);
}
const noticeOf = ({ state }: Story): PaperState => {
  const found = state.papers.findLast(({ spec }) => spec === 'correctionNotice');
  if (found === undefined) throw new Error('no notice');
  return found;
};
const blocksOf = (story: Story, { entry }: PaperState): IssuedBlocks =>
  blocksSchema.parse(story.entries.find(({ id }) => id === entry)?.body?.data['blocks']);
const waiting = ({ state }: Story) =>
  project(service, state)
    .records.filter(({ kind }) => kind === awaitedKind)
    .map(({ value }) => value['paper']);

const hash = 'ab'.repeat(32);
function attach(story: Story): { file: string; hash: string } {
  const id = story.world.id();
  story.do('attached', { id, blob: 'cd'.repeat(32), name: '签回件.jpg', bytes: 9, mime: 'image/jpeg', hash });
  return { file: id, hash };
}
const ofPad = (story: Story, more: JsonObject = {}): JsonObject => {
  const { id, signing } = noticeOf(story);
  const about = { paper: id, digest: signing?.digest ?? '', way: 'pad', place: 0, name: '李桂花' };
  return { ...about, pages: [attach(story)], ...more };
};
const ofSheet = (story: Story, more: JsonObject = {}): JsonObject => {
  const { id, signing } = noticeOf(story);
  return { paper: id, digest: signing?.digest ?? '', way: 'sheet', known: 'code', pages: [attach(story)], ...more };
};

describe('待回收', () => {
  it('a paper waits from the day it was issued until it is signed; the receipt, which nobody signs, never does', () => {
    const story = told();
    expect(story.state.papers.map(({ spec }) => spec)).toContain('receipt');
    expect(waiting(story)).toEqual([noticeOf(story).id]);
    story.do('paperSigned', ofPad(story));
    expect(waiting(story)).toEqual([]);
    expect(noticeOf(story).signatures).toMatchObject([{ way: 'pad', place: 0, name: '李桂花', by: 'clerk' }]);
    expect(story.world.fold(story.entries)).toEqual(story.state);
  });

  it('what binds it is the digest of the stored blocks, by which a character changed in them shows', () => {
    const story = told();
    const blocks = blocksOf(story, noticeOf(story));
    expect(digestOf(nativeSm3, blocks)).toBe(noticeOf(story).signing?.digest);
    const forged = JSON.parse(JSON.stringify(blocks).replace('经营场所证明', '经营场所正明')) as IssuedBlocks;
    expect(digestOf(nativeSm3, forged)).not.toBe(noticeOf(story).signing?.digest);
    const otherDigest = digestOf(nativeSm3, forged);
    expect(story.refusal('paperSigned', ofPad(story, { digest: otherDigest }))).toBe('signature.otherText');
    expect(story.refusal('paperSigned', ofSheet(story, { digest: otherDigest }))).toBe('signature.otherText');
  });

  it('a picture that does not hang on the case, or is another than was said, shows nothing', () => {
    const story = told();
    const stranger = { file: story.world.id(), hash };
    expect(story.refusal('paperSigned', ofSheet(story, { pages: [stranger] }))).toBe('attachment.unknown');
    const exchanged = { ...attach(story), hash: 'ef'.repeat(32) };
    expect(story.refusal('paperSigned', ofSheet(story, { pages: [exchanged] }))).toBe('attachment.unknown');
  });

  it('a void or superseded paper takes no signature, and its successor waits in its place', () => {
    const story = told();
    const old = ofSheet(story);
    const first = noticeOf(story).id;
    const petitioner = { ...(story.state.core.fields['petitioner']?.value as JsonObject), name: '李贵花' };
    story.do('corrected', { set: { petitioner }, reason: '听错了' });
    const second = noticeOf(story).id;
    expect(second).not.toBe(first);
    expect(story.refusal('paperSigned', old)).toBe('signature.notValid');
    expect(waiting(story)).toEqual([second]);
    story.do('voided', { cause: 'trial', reason: '试' });
    expect(waiting(story)).toEqual([]);
  });

  it('each place is signed once, a sheet signs the rest of it, and nobody else’s place is there', () => {
    const story = told();
    expect(story.refusal('paperSigned', ofPad(story, { place: 7 }))).toBe('signature.noPlace');
    story.do('paperSigned', ofPad(story));
    expect(story.refusal('paperSigned', ofPad(story))).toBe('signature.already');
    expect(story.refusal('paperSigned', ofSheet(story))).toBe('signature.already');
    const receipt = story.state.papers.find(({ spec }) => spec === 'receipt')?.id ?? '';
    expect(story.refusal('paperSigned', ofSheet(story, { paper: receipt }))).toBe('signature.notWanted');
  });

  it('two desks that took the same sheet in apart from each other raise no doubt', () => {
    const story = told();
    const [one, other] = [ofSheet(story), ofSheet(story)];
    const apart = [one, other].map((data) => story.world.next(story.state, { type: 'paperSigned', data }));
    story.meet(...apart);
    expect(story.marks).toEqual([]);
    expect(noticeOf(story).signatures).toHaveLength(1);
  });

  it('is taken back like any other act, and ends when its picture is moved to the case it belongs to', () => {
    const story = told();
    story.do('paperSigned', ofSheet(story));
    story.do('undone', { act: story.state.undoable?.act ?? '' });
    expect(waiting(story)).toHaveLength(1);
    const sheet = ofSheet(story);
    story.do('paperSigned', sheet);
    const [page] = sheet['pages'] as { file: string }[];
    story.do('attachmentMoved', { id: page?.file ?? '', to: story.world.id(), reason: '放错了' });
    expect(waiting(story)).toHaveLength(1);
    expect(noticeOf(story)).not.toHaveProperty('signatures');
  });
});

describe('电子签名法第三条', () => {
  it('a paper of such a matter is signed by hand: its blocks say so for ever, and no pad signs it', () => {
    const story = told({ ...testMatter('ONE', 5), name: '收养登记材料初审' });
    expect(noticeOf(story).signing?.isHandOnly).toBe(true);
    expect(signingOf(blocksOf(story, noticeOf(story)))?.isHandOnly).toBe(true);
    expect(story.refusal('paperSigned', ofPad(story))).toBe('signature.byHand');
    story.do('paperSigned', ofSheet(story));
    expect(waiting(story)).toEqual([]);
  });

  it('a matter of which the hall says so is signed by hand too, and one the law excludes stays so whatever the hall says', () => {
    const ours = told({ ...testMatter('ONE', 5), name: '土地承包经营权转让初审', isHandOnly: true });
    expect(ours.refusal('paperSigned', ofPad(ours))).toBe('signature.byHand');
    const law = told({ ...testMatter('ONE', 5), name: '收养登记材料初审', isHandOnly: false });
    expect(law.refusal('paperSigned', ofPad(law))).toBe('signature.byHand');
    const other = told({ ...testMatter('ONE', 5), name: '土地承包经营权转让初审' });
    other.do('paperSigned', ofPad(other));
    expect(noticeOf(other).signing?.isHandOnly).toBeUndefined();
  });

  it.each([
    ['老年人遗产继承公证代办', true],
    ['内地居民结婚登记预约', true],
    ['停水通知送达', true],
    ['停止供热申请', true],
    ['农村村民住宅用地审批', false],
    ['城乡居民养老保险参保', false],
    ['水费补贴', false],
    ['临时停车泊位', false],
  ])('%s: %s', (name, isExcluded) => {
    expect(isExcludedFromPads(name)).toBe(isExcluded);
  });
});

type Move = 'pad' | 'padOther' | 'sheet' | 'undo' | 'correct' | 'move' | 'note';
const moves: readonly Move[] = ['pad', 'padOther', 'sheet', 'undo', 'correct', 'move', 'note'];

function play(story: Story, move: Move): void {
  const { signatures = [] } = noticeOf(story);
  const [last] = signatures.toReversed();
  const petitioner = story.state.core.fields['petitioner']?.value as JsonObject;
  const commands: Record<Move, () => [string, JsonObject]> = {
    pad: () => ['paperSigned', ofPad(story)],
    padOther: () => ['paperSigned', ofPad(story, { place: 1 })],
    sheet: () => ['paperSigned', ofSheet(story)],
    undo: () => ['undone', { act: story.state.undoable?.act ?? story.world.id(), papersHere: 'takenBack' }],
    correct: () => [
      'corrected',
      { set: { petitioner: { ...petitioner, name: `李${String(story.entries.length)}` } }, reason: '改' },
    ],
    move: () => ['attachmentMoved', { id: last?.files[0] ?? story.world.id(), to: story.world.id(), reason: '错' }],
    note: () => ['note', { text: '问过' }],
  };
  const [type, data] = commands[move]();
  const decided = story.world.next(story.state, { type, data });
  if (decided.ok) story.keep(decided.value);
}

describe('whatever happens in whatever order', () => {
  it('no place is signed twice, only valid papers wait, and whoever folds it anew finds the same', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...moves), { maxLength: 14 }), (script) => {
        const story = told();
        for (const move of script) play(story, move);
        expect(story.world.fold(story.entries)).toEqual(story.state);
        for (const paper of story.state.papers) {
          const places = (paper.signatures ?? []).flatMap(({ place }) => (place === undefined ? [] : [place]));
          expect(new Set(places).size).toBe(places.length);
          const sheets = (paper.signatures ?? []).filter(({ way }) => way === 'sheet');
          expect(sheets.length).toBeLessThanOrEqual(1);
          if (paper.status !== 'valid') expect(isAwaited(paper)).toBe(false);
          if (sheets.length > 0) expect(isPlaceSigned(paper, 0)).toBe(true);
        }
        expect(waiting(story)).toEqual(story.state.papers.filter(isAwaited).map(({ id }) => id));
      }),
      { seed: seed(), numRuns: 60 },
    );
  });
});
