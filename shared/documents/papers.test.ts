import { describe, expect, test } from 'vitest';
import { unwrap } from '../kernel/result.ts';
import { blocksSchema, leavesOf } from './blocks.ts';
import { missingGlyphs } from './hand-blanks.ts';
import { findPaper, findPaperByCode, papers } from './papers.ts';
import { isPaperCode, readQr } from './qr-code.ts';
import { passagesOf } from './wording.ts';
import { renderPaper } from './render-html.ts';

const members = papers.map((paper) => ({ paper, name: paper.paper }));
const samples = papers.flatMap((paper) =>
  Object.entries(paper.samples).map(([sample, facts]) => ({ paper, facts, name: `${paper.paper} ${sample}` })),
);

test('names and codes are each used once', () => {
  expect(new Set(papers.map(({ paper }) => paper)).size).toBe(papers.length);
  expect(new Set(papers.map(({ code }) => code)).size).toBe(papers.length);
});

// Printed codes and stored names are for ever: whoever changes one breaks every paper already handed out.
test('names, codes and versions are those that were released', () => {
  expect(papers.map(({ paper, code, v }) => `${paper} ${code} ${String(v)}`)).toEqual([
    'receipt RC 1',
    'blankReceipt BR 1',
    'correctionNotice CN 1',
    'refusalNotice RN 1',
    'withdrawal WD 1',
    'deliveryReceipt DV 1',
    'approvalSheet AP 1',
    'tolerancePledge TP 1',
    'pledge PG 1',
    'deemedWithdrawal DW 1',
    'termination TM 1',
    'originalsReturn XR 1',
    'originalsHanded XJ 1',
    'originalsBook XB 1',
    'voidRegister VR 1',
    'ledgerSheet TZ 1',
    'sampleList CY 1',
    'appraisalList JP 1',
    'destructionList XH 1',
    'dueExplanation DE 1',
    'handoverList HV 1',
    'villageHandover CJ 1',
    'complaintSlip TS 1',
    'complaintAnswer TD 1',
    'proxySlip DB 1',
    'proxyAuthority DP 1',
    'proxyRenewal XW 1',
    'proxySuspension ZZ 1',
    'proxyClosing BD 1',
    'matterGuide ZN 1',
    'intakeList MP 1',
    'recoverySheet RS 1',
    'shortcutCard SC 1',
    'acceptanceNotice ST 1',
    'permitGranted ZY 1',
    'permitRefused BY 1',
    'resultNotice BJ 1',
    'reportNotice SB 1',
    'extensionNotice YQ 1',
    'specialNotice TC 1',
    'toleranceNotice RQ 1',
    'handOutSlip HS 1',
    'materialsReturn TJ 1',
    'originalsTaken XT 1',
    'correctionSlip GZ 1',
    'rectifyNotice ZG 1',
    'revocation CX 1',
    'authorization WT 1',
    'progressSheet JD 1',
    'wholeCourse QC 1',
    'daySheet RJ 1',
    'receiptLarge SD 1',
    'correctionLarge GD 1',
    'archiveCover DF 1',
    'archiveContents DM 1',
    'workHandover YJ 1',
  ]);
});

describe.each(members)('$name', ({ paper }) => {
  test('is found by its name and its code, and is named in both languages', () => {
    expect(findPaper(paper.paper)).toBe(paper);
    expect(findPaperByCode(paper.code)).toBe(paper);
    expect(isPaperCode(paper.code)).toBe(true);
    expect(paper.names['zh-CN']).toMatch(/\p{Script=Han}/u);
    expect(paper.names.en).toMatch(/^[A-Z]/);
    expect(paper.source).not.toBe('');
  });

  test('refuses facts with an unknown key or without a needed one', () => {
    const facts = Object.values(paper.samples)[0] as Record<string, unknown>;
    expect(paper.issue({ ...facts, more: 1 })).toMatchObject({ ok: false, refusal: { code: 'paper.facts' } });
    expect(paper.issue({})).toMatchObject({
      ok: false,
      refusal: { code: 'paper.facts', details: { paper: paper.paper } },
    });
  });

  test('its title and what is no passage of it cannot be worded', () => {
    const facts = Object.values(paper.samples)[0];
    const own = new Set(passagesOf(paper).map(({ id }) => id));
    const others = Object.keys(paper.words).filter((word) => !own.has(word));
    const words = Object.fromEntries([...others, 'unheardOf'].map((word) => [word, '本地说法']));
    expect(own.has('title')).toBe(false);
    expect(unwrap(paper.issue(facts, { words }))).toEqual(unwrap(paper.issue(facts)));
  });

  test('in practice mode it is marked above and below', () => {
    const issued = unwrap(paper.issue(Object.values(paper.samples)[0], { isPractice: true }));
    const marked = leavesOf(issued).map((block) => block.type === 'marker' && block.kind === 'practice');
    expect([marked.at(0), marked.at(-1), marked.filter(Boolean).length]).toEqual([true, true, 2]);
  });
});

describe.each(samples)('$name', ({ paper, facts }) => {
  const issued = unwrap(paper.issue(facts));

  test('comes back from the store as it was', () => {
    expect(blocksSchema.parse(JSON.parse(JSON.stringify(issued)))).toEqual(issued);
    expect(unwrap(paper.issue(facts))).toEqual(issued);
  });

  test('prints in full', () => {
    expect(missingGlyphs(issued)).toEqual([]);
  });

  test('carries no whole identity number', () => {
    const withoutCodes = leavesOf(issued).filter(
      ({ type }) => type !== 'qr' && type !== 'number' && type !== 'marker' && type !== 'table',
    );
    expect(JSON.stringify(withoutCodes)).not.toMatch(/\d{17}[\dX]|\d{15}/);
  });

  // Whose each copy is stands on every copy: said in a note it is printed once, and whoever prints it counts by hand.
  test('is in several copies only by the model', () => {
    const said = JSON.stringify([leavesOf(issued), paper.words]);
    expect(/一式.{0,9}/.exec(said)?.[0]).toBeUndefined();
    if (!issued.copies) expect(/各.{0,2}一份/.exec(said)?.[0]).toBeUndefined();
  });

  test('its code reads back as this paper', () => {
    const codes = leavesOf(issued).flatMap((block) => (block.type === 'qr' ? [unwrap(readQr(block.content))] : []));
    expect(codes.every(({ paper: code }) => code === paper.code)).toBe(true);
  });

  test('looks as it did', () => {
    expect(renderPaper({ issued })).toMatchSnapshot();
  });
});
