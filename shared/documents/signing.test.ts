/** Who signs a paper, and the signed copy that is drawn from it without a change of what was issued. */
import { describe, expect, it } from 'vitest';
import { testSigner } from '../../tests/support/paper-signer.ts';
import { nativeSm3 } from '../../tests/support/sm3.ts';
import { getPlainDate } from '../time/plain-date.ts';
import { blocksSchema, leavesOf, type IssuedBlocks } from './blocks.ts';
import { digestOf, sealPaper, unsealedQr } from './paper-seal.ts';
import { papers } from './papers.ts';
import { qrToken } from './qr-code.ts';
import { formReceiptNumber } from './receipt-number.ts';
import { renderHtml } from './render-html.ts';
import { byHandOnly, namedFields, signingOf } from './signing.ts';

const on = getPlainDate('2026-11-22');
const fields = {
  ...{ paper: 'RC', on, token: qrToken(new Uint8Array(16).fill(3)) },
  number: formReceiptNumber({ area: '108201', writerCode: 'A7', date: on, serial: 1 }),
};
const withCode = (...lines: IssuedBlocks['blocks']): IssuedBlocks => {
  const qr = { type: 'qr', content: unsealedQr(fields) } as const;
  return sealPaper(testSigner, fields, { model: 1, orientation: 'portrait', blocks: [qr, ...lines] });
};
const line = (...signed: readonly ('petitioner' | 'handler' | 'witness')[]): IssuedBlocks['blocks'][number] => ({
  type: 'signatureLine',
  fields: [{ label: '日期' }, ...signed.map((signer) => ({ label: `签名 ${signer}`, signer }))],
});

describe('who signs', () => {
  it('a paper waits for those from outside, and its places are counted among those that name somebody', () => {
    const issued = withCode(line('handler'), line('petitioner', 'witness'));
    expect(signingOf(issued)).toEqual({
      digest: digestOf(nativeSm3, issued),
      places: [
        { at: 0, label: '签名 handler', signer: 'handler' },
        { at: 1, label: '签名 petitioner', signer: 'petitioner' },
        { at: 2, label: '签名 witness', signer: 'witness' },
      ],
    });
    expect(signingOf(withCode(line('handler'), line('witness')))).toBeUndefined();
    expect(signingOf({ ...issued, blocks: issued.blocks.slice(1) })).toBeUndefined();
  });

  it('by hand only is said of every place, beside others too, and is part of what was issued', () => {
    const issued = withCode({ type: 'beside', second: 'equal', blocks: [[], []] }, line('petitioner'));
    const byHand = blocksSchema.parse(byHandOnly(issued));
    expect(namedFields(byHand).every(({ isHandOnly }) => isHandOnly === true)).toBe(true);
    expect(signingOf(byHand)?.isHandOnly).toBe(true);
    expect(digestOf(nativeSm3, byHand)).not.toBe(digestOf(nativeSm3, issued));
  });

  it('every form that an applicant or a receiver signs says who that is', () => {
    const unnamed = papers.flatMap(({ paper: name, samples, issue }) => {
      const issued = issue(Object.values(samples)[0]);
      if (!issued.ok) return [name];
      const labels = leavesOf(issued.value).flatMap((block) => (block.type === 'signatureLine' ? block.fields : []));
      return labels
        .filter(({ label, signer }) => signer === undefined && /申请人|承诺人|反映人|领取人|委托人/u.test(label))
        .map(({ label }) => `${name} ${label}`);
    });
    // A blank sheet of a pad belongs to no case yet.
    expect(unnamed.filter((found) => !found.startsWith('blankReceipt'))).toEqual([]);
  });
});

describe('签名件', () => {
  const issued = withCode(line('handler', 'petitioner'));
  const options = { size: 'A5', faces: '', fontSource: 'data:' } as const;
  const drawn = { picture: 'data:image/png;base64,AAAA', mark: '手写板签名 2026-11-23 14:30 经办 <李>' };

  it('has the signature on its own line and nowhere else; without one it is what was issued', () => {
    const before = JSON.stringify(issued);
    const html = renderHtml([{ issued, signatures: new Map([[1, drawn]]) }], options);
    expect(html.split(drawn.picture)).toHaveLength(2);
    expect(html.indexOf('签名 petitioner')).toBeLessThan(html.indexOf(drawn.picture));
    expect(html).toContain('经办 &lt;李&gt;');
    expect(JSON.stringify(issued)).toBe(before);
    expect(renderHtml([{ issued, signatures: new Map() }], options)).toBe(renderHtml([{ issued }], options));
    expect(renderHtml([{ issued, signatures: new Map([[9, drawn]]) }], options)).toBe(
      renderHtml([{ issued }], options),
    );
  });
});
