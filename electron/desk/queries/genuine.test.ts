import { describe, expect, it } from 'vitest';
import type { PaperVerdict } from '#shared/contract/genuine.ts';
import { sealPaper, unsealedQr } from '#shared/documents/paper-seal.ts';
import { readQr } from '#shared/documents/qr-code.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { chief, intake, setUpDesk, type Window } from '../../../tests/support/desk.ts';
import { alterCode, codesOf } from '../../../tests/support/paper-codes.ts';
import { signerOfSeed } from '../../../tests/support/paper-signer.ts';
import { sql, transact, run } from '../store/handles.ts';

interface Taken {
  readonly stream: string;
  readonly number: string;
  readonly issued: readonly { readonly id: string }[];
}

const verify = (window: Window, code: string): Promise<PaperVerdict> => window.ask('paper.verify', { code });

async function withReceipt(seed: number) {
  const desk = await setUpDesk({ seed });
  const taken = await desk.chief.ask<Taken>('case.begin', intake(desk.newId()));
  const paper = taken.issued[0]?.id ?? '';
  return { desk, taken, paper, code: codesOf(desk.core(), taken.stream)[paper] ?? '' };
}

describe('验真', () => {
  it('knows a paper of its own, says whose desk signed it and shows nobody’s name whole', async () => {
    const { desk, taken, paper, code } = await withReceipt(61);
    const found = await verify(desk.chief, code);
    expect(found).toMatchObject({
      ...{ verdict: 'valid', number: taken.number, spec: 'receipt', on: '2026-11-22', sheet: null },
      signer: { desk: '综合窗口 1 号', station: '永丰镇便民服务中心' },
      digest: readQr(code).ok ? unwrap(readQr(code)).seal?.digest : '',
      case: { stream: taken.stream, matter: '示例事项', paper: { id: paper, status: 'valid' }, ended: null },
    });
    expect(found.case?.petitioner).toMatch(/^.\*+$/u);
    expect(await verify(desk.chief, ` ${code.toLowerCase()}\n`)).toEqual(found);
  });

  it('tells what was corrected, by which paper, when and why', async () => {
    const { desk, taken, code } = await withReceipt(62);
    const petitioner = { name: '李桂华', idType: 'residentId', idNumber: '360732198512310019', phone: '13907975555' };
    const data = { set: { petitioner }, reason: '名字录错' };
    const corrected = await desk.chief.ask<Taken>('case.step', {
      ...{ act: desk.newId(), stream: taken.stream, type: 'corrected', data },
    });
    const successor = corrected.issued[0]?.id ?? '';
    expect(await verify(desk.chief, code)).toMatchObject({
      verdict: 'corrected',
      case: { successor: { id: successor, spec: 'receipt' }, ended: { reason: '名字录错', byName: chief.name } },
    });
    const next = codesOf(desk.core(), taken.stream)[successor] ?? '';
    expect(await verify(desk.chief, next)).toMatchObject({ verdict: 'valid' });
  });

  it('tells what was voided, when and why', async () => {
    const { desk, taken, code } = await withReceipt(63);
    const data = { reason: '重复收件', cause: 'duplicate' };
    await desk.chief.ask('case.step', { act: desk.newId(), stream: taken.stream, type: 'voided', data });
    expect(await verify(desk.chief, code)).toMatchObject({
      verdict: 'voided',
      case: { successor: null, ended: { reason: '重复收件', byName: chief.name } },
    });
  });

  it.each([1, 2, 3, 4, 5, 7])('field %i altered is a forgery, and no case is shown for it', async (field) => {
    const { desk, code } = await withReceipt(64);
    const answer = await desk.chief.call('paper.verify', { code: alterCode(code, field) });
    // A number has a check character of its own: one that is mistyped is no number at all.
    expect(JSON.stringify(answer)).toMatch(/"forged"|"number\.check"/);
    expect(JSON.stringify(answer)).not.toContain('matter":');
  });

  it('knows only keys of this township', async () => {
    const { desk, taken, code } = await withReceipt(65);
    const fields = { ...unwrap(readQr(code)), number: taken.number };
    const paper = { model: 1, orientation: 'portrait', blocks: [{ type: 'qr', content: unsealedQr(fields) }] } as const;
    const sealed = sealPaper(signerOfSeed(5), fields, { ...paper, blocks: [...paper.blocks] });
    const [block] = sealed.blocks;
    const stranger = block?.type === 'qr' ? block.content : '';
    expect(await verify(desk.chief, stranger)).toMatchObject({ verdict: 'unknownSigner', case: null, signer: null });
    expect(await verify(desk.chief, alterCode(code, 6))).toMatchObject({ verdict: 'unknownSigner', case: null });
  });

  it('reads a paper of the time before signatures, and proves nothing', async () => {
    const { desk, taken, code } = await withReceipt(66);
    const old = code.replace('TB2', 'TB1').split('-').slice(0, 5).join('-');
    expect(await verify(desk.chief, `${old}-`)).toMatchObject({
      ...{ verdict: 'unsigned', signer: null, digest: null },
      case: { stream: taken.stream, paper: { status: 'valid' } },
    });
  });

  it('says so where what is kept here is not what was signed', async () => {
    const { desk, taken, code } = await withReceipt(67);
    const other = await desk.chief.ask<Taken>('case.begin', intake(desk.newId()));
    const core = desk.core();
    transact(core.store.write, (transaction) => {
      run(transaction, sql`UPDATE live_paper SET token = 'x' WHERE stream = ${taken.stream}`);
      const { token } = unwrap(readQr(code));
      run(transaction, sql`UPDATE live_paper SET token = ${token} WHERE stream = ${other.stream}`);
    });
    expect(await verify(desk.chief, code)).toMatchObject({ verdict: 'contradicted' });
  });

  it('knows the sheets of its pads, before and after they are keyed in', async () => {
    const desk = await setUpDesk({ seed: 68 });
    const { sheets } = await desk.chief.ask<{ sheets: { number: string; code: string }[] }>('pad.reserve', {
      ...{ act: desk.newId(), count: 2 },
    });
    const [first, second] = sheets;
    expect(await verify(desk.chief, first?.code ?? '')).toMatchObject({ verdict: 'blank', sheet: 'free', case: null });
    const late = { on: '2026-11-22T00:30:00.000Z', reason: '停电' };
    const keyed = await desk.chief.ask<Taken>('case.begin', intake(desk.newId(), { sheet: first?.code, late }));
    expect(await verify(desk.chief, first?.code ?? '')).toMatchObject({
      ...{ verdict: 'blank', sheet: 'used', case: { stream: keyed.stream } },
    });
    expect(await verify(desk.chief, alterCode(second?.code ?? '', 4))).toMatchObject({
      verdict: 'forged',
      sheet: null,
    });
  });

  it('takes a number for what it is: no proof', async () => {
    const { desk, taken } = await withReceipt(69);
    expect(await verify(desk.chief, taken.number)).toMatchObject({
      ...{ verdict: 'numberOnly', signer: null, case: { stream: taken.stream, paper: null } },
    });
    expect(await desk.chief.refused('paper.verify', { code: 'TB2-abc' })).toMatchObject({ code: 'qr.malformed' });
    expect(await desk.chief.refused('paper.verify', { code: '12345' })).toMatchObject({ code: 'number.length' });
    expect(await desk.chief.refused('paper.verify', { code: 'TB9-abc' })).toMatchObject({ code: 'qr.newer' });
  });
});
