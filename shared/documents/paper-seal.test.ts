import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ed25519 } from '../../electron/desk/keys/ed25519.ts';
import { signerOfSeed, testSigner } from '../../tests/support/paper-signer.ts';
import { seed } from '../../tests/support/seed.ts';
import { nativeSm3 } from '../../tests/support/sm3.ts';
import { base32Alphabet } from '../kernel/base32.ts';
import { unwrap } from '../kernel/result.ts';
import { getPlainDate } from '../time/plain-date.ts';
import { leavesOf, type IssuedBlocks } from './blocks.ts';
import { digestOf, judgeSeal, keyMark, sealPaper, unsealedQr } from './paper-seal.ts';
import { papers } from './papers.ts';
import { readQr, type QrFields } from './qr-code.ts';
import { qrSvg } from './qr-svg.ts';
import { formReceiptNumber } from './receipt-number.ts';

const on = getPlainDate('2026-11-22');
const fields: QrFields = {
  number: formReceiptNumber({ area: '108201', writerCode: 'A7', date: on, serial: 1 }),
  paper: 'RC',
  on,
  token: '00820C20A1G7104GM2RC1M70Y0',
};
const other = signerOfSeed(9);
const means = { sm3: nativeSm3, verify: ed25519.verify };
const judge = (code: string, signers = [testSigner]) => judgeSeal(means, signers, unwrap(readQr(code)));

const paperWith = (name: string, qr: string): IssuedBlocks => ({
  model: 1,
  orientation: 'portrait',
  blocks: [
    { type: 'title', text: '收件凭证' },
    { type: 'beside', second: 'narrow', blocks: [[{ type: 'paragraph', text: name }], [{ type: 'qr', content: qr }]] },
    { type: 'qr', content: 'https://hall.example/map' },
  ],
});
const codesOn = (issued: IssuedBlocks): string[] =>
  leavesOf(issued).flatMap((block) => (block.type === 'qr' ? [block.content] : []));
const sealed = (name = '赖金香', signer = testSigner, web?: string): IssuedBlocks =>
  sealPaper(signer, fields, paperWith(name, unsealedQr(fields, web)), web);
const codeOf = (issued: IssuedBlocks): string => codesOn(issued)[0] ?? '';
const code = codeOf(sealed());

describe('the signature under a paper', () => {
  it('is the same for ever: Ed25519 and SM3 of today read what was printed', () => {
    expect(keyMark(nativeSm3, testSigner.publicKey)).toBe('D2S9TR6J');
    expect(code).toBe(
      'TB2-108201A726112200010-RC-20261122-00820C20A1G7104GM2RC1M70Y0-S95YZ168EXKMMHEH9VTA5KNF84-D2S9TR6J-G5RJRAZ5ZE8B6067SAAB6BE4P2FQPRZ4FHAB7P9YE17AQ8V1GQE09HS15BCFNMA46P3PV70EHG2MQVYASQMWKF92SFXBQHSAV9C4A18',
    );
  });

  it('takes the place of the code that stood in for it, and nothing else', () => {
    expect(codesOn(sealed())).toEqual([code, 'https://hall.example/map']);
    expect(codeOf(sealed('赖金香', testSigner, 'https://hall.example/q'))).toBe(`https://hall.example/q#${code}`);
    expect({ ...sealed(), blocks: [] }).toEqual({ ...paperWith('', ''), blocks: [] });
  });

  it('is of the desk whose key it names', () => {
    expect(judge(code)).toMatchObject({ is: 'signed', by: testSigner });
    expect(judge(code, [other, testSigner])).toMatchObject({ is: 'signed', by: testSigner });
    expect(judge(code, [other])).toEqual({ is: 'unknownSigner' });
    expect(judge(code, [])).toEqual({ is: 'unknownSigner' });
  });

  it('says what the paper said: the digest of what is stored fits, of an altered paper it does not', () => {
    const { seal } = unwrap(readQr(code));
    expect(digestOf(nativeSm3, sealed())).toBe(seal?.digest);
    expect(digestOf(nativeSm3, JSON.parse(JSON.stringify(sealed())) as IssuedBlocks)).toBe(seal?.digest);
    expect(digestOf(nativeSm3, sealed('赖金杏'))).not.toBe(seal?.digest);
    expect(digestOf(nativeSm3, { ...sealed(), copies: ['申请人', '窗口'] })).not.toBe(seal?.digest);
  });

  it('covers a picture of somewhere else, too: only our own code is left out', () => {
    const moved = JSON.parse(JSON.stringify(sealed()).replace('/map', '/mop')) as IssuedBlocks;
    expect(digestOf(nativeSm3, moved)).not.toBe(digestOf(nativeSm3, sealed()));
  });

  it('cannot be taken from one paper to another, nor from one key to another', () => {
    const [a, b] = [code, codeOf(sealed('赖金杏'))].map((text) => text.split('-'));
    const mixed = (from: number, to: number) => a?.map((part, at) => (at >= from && at < to ? (b?.[at] ?? '') : part));
    expect(judge(mixed(7, 8)?.join('-') ?? '')).toEqual({ is: 'forged' });
    expect(judge(mixed(5, 6)?.join('-') ?? '')).toEqual({ is: 'forged' });
    const [c] = [codeOf(sealed('赖金香', other))].map((text) => text.split('-'));
    const renamed = a?.map((part, at) => (at === 6 ? (c?.[at] ?? '') : part)).join('-') ?? '';
    expect(judge(renamed, [testSigner, other])).toEqual({ is: 'forged' });
  });

  it('is not proved nor disproved on a paper of the time before', () => {
    const old = 'TB1-108201A726112200010-SJ-20261122-00820C20A1G7104GM2RC1M70Y0-';
    expect(judge(old)).toEqual({ is: 'unsigned' });
    expect(judge(`${old}${'A'.repeat(102)}0`)).toEqual({ is: 'unsigned' });
  });

  it('does not survive a single character changed, wherever it is', () => {
    const looks: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };
    const character = fc.constantFrom(...base32Alphabet, 'O', 'I', 'L', '-', '+', '中', ' ');
    const genuine = readQr(code);
    fc.assert(
      fc.property(fc.nat(code.length - 1), character, (at, put) => {
        const was = code.charAt(at);
        fc.pre((looks[put] ?? put) !== was && put !== ' ');
        const changed = readQr(code.slice(0, at) + put + code.slice(at + 1));
        if (!changed.ok) return;
        expect(changed).not.toEqual(genuine);
        expect(judgeSeal(means, [testSigner, other], changed.value).is).toMatch(/^(forged|unknownSigner)$/);
      }),
      { seed: seed(), numRuns: 4000 },
    );
  });

  it('never verifies what it did not sign, whoever else has a key', () => {
    const byte = fc.integer({ min: 1, max: 255 });
    fc.assert(
      fc.property(byte, byte, fc.string({ unit: 'grapheme' }), (mine, theirs, name) => {
        const by = signerOfSeed(mine);
        const text = codeOf(sealed(name, by));
        expect(judge(text, [signerOfSeed(theirs), by])).toMatchObject({
          is: 'signed',
          by: { publicKey: by.publicKey },
        });
        if (mine !== theirs) expect(judge(text, [signerOfSeed(theirs)])).toEqual({ is: 'unknownSigner' });
      }),
      { seed: seed(), numRuns: 60 },
    );
  });
});

describe('the size of the code', () => {
  const measure = (content: string) => {
    const [, modules = '', side = ''] = /viewBox="0 0 (\d+) \d+" width="(\d+)mm"/.exec(qrSvg(content)) ?? [];
    return { modules: Number(modules) - 8, side: Number(side) };
  };

  it('stays one that a roll of 80 mm has room for, at more than three dots a module', () => {
    expect(measure(code)).toEqual({ modules: 49, side: 26 });
    expect(measure(codeOf(sealed('赖金香', testSigner, 'https://yongfeng.example.gov.cn/q')))).toEqual({
      modules: 53,
      side: 28,
    });
  });

  it('is that of the samples, so that every form is looked at with a code as large as a real one', () => {
    const withCode = papers.filter(({ samples }) => JSON.stringify(samples).includes('TB2-'));
    expect(withCode.length).toBeGreaterThan(10);
    for (const paper of withCode) {
      const issued = unwrap(paper.issue(Object.values(paper.samples)[0]));
      expect(measure(codesOn(issued)[0] ?? ''), paper.paper).toEqual({ modules: 49, side: 26 });
    }
  });
});
