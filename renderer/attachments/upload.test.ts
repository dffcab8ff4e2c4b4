import { describe, expect, it } from 'vitest';
import { longestAttachment, partBytes } from '#shared/contract/attachment.ts';
import type { DeskAnswer } from '../client/answer.ts';
import { fromBase64, toBase64, uploadFile, type FileToSend, type UploadPorts, type UploadRun } from './upload.ts';

const content = Uint8Array.from({ length: 2 * partBytes + 5 }, (_, at) => (at * 31) & 255);
const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const whole = latin(content);
const fileOf = (bytes: Uint8Array, more: Partial<FileToSend> = {}): FileToSend => ({
  ...{ name: '照片.jpg', mime: 'image/jpeg', size: bytes.length },
  read: (from, to) => Promise.resolve(bytes.subarray(from, to)),
  ...more,
});

type Call = 'part' | 'keep';
type Fault = 'gone' | 'goneAfterwards' | 'restart';

/** A desk that behaves as the real one: parts in order, lost by a restart, an act answered once. */
function madeUpDesk(faults: Readonly<Record<number, Fault>> = {}) {
  const calls: Call[] = [];
  /** What was kept, as text: quick to compare. */
  const kept: string[] = [];
  const acts = new Map<string, string>();
  let parts: string[] = [];
  let backs = 0;
  const answer = <T>(call: Call, act: () => DeskAnswer<T>): Promise<DeskAnswer<T>> => {
    const fault = faults[calls.length];
    calls.push(call);
    if (fault === 'restart') parts = [];
    const value = fault === 'gone' ? undefined : act();
    return Promise.resolve(
      value === undefined || fault === 'goneAfterwards' ? { ok: false, refusal: { code: 'program.gone' } } : value,
    );
  };
  const ports: UploadPorts = {
    part: ({ index, data }) =>
      answer('part', () => {
        if (index > parts.length) return { ok: false, refusal: { code: 'attachment.gap' } };
        if (index === parts.length) parts = [...parts, data];
        return { ok: true, value: {} };
      }),
    keep: ({ act }) =>
      answer('keep', () => {
        const id = acts.get(act);
        if (id !== undefined) return { ok: true, value: { id } };
        if (parts.length === 0) return { ok: false, refusal: { code: 'attachment.gone' } };
        kept.push(latin(Buffer.concat(parts.map((part) => Buffer.from(part, 'base64')))));
        parts = [];
        acts.set(act, `kept-${String(kept.length)}`);
        return { ok: true, value: { id: `kept-${String(kept.length)}` } };
      }),
    untilBack: () => {
      backs += 1;
      return Promise.resolve();
    },
  };
  return { ports, calls, kept, backs: () => backs };
}

const runOf = (more: Partial<UploadRun> = {}): UploadRun => ({
  ...{ act: 'act', upload: 'upload', signal: new AbortController().signal, onProgress: () => undefined },
  ...more,
});

describe('a file', () => {
  it('goes in parts of the agreed size and arrives whole', async () => {
    const desk = madeUpDesk();
    const shares: number[] = [];
    const run = runOf({ onProgress: (share) => shares.push(share) });
    expect(await uploadFile(fileOf(content), run, desk.ports)).toEqual({ ok: true, value: { id: 'kept-1' } });
    expect(desk.calls).toEqual(['part', 'part', 'part', 'keep']);
    expect(desk.kept).toEqual([whole]);
    expect(shares).toEqual([0, partBytes / content.length, (2 * partBytes) / content.length, 1]);
  });

  it('of exactly one part needs no second', async () => {
    const desk = madeUpDesk();
    await uploadFile(fileOf(content.subarray(0, partBytes)), runOf(), desk.ports);
    expect(desk.calls).toEqual(['part', 'keep']);
  });

  it.each<[string, Readonly<Record<number, Fault>>, readonly Call[]]>([
    ['a part', { 1: 'gone' }, ['part', 'part', 'part', 'part', 'keep']],
    ['the answer to a part', { 1: 'goneAfterwards' }, ['part', 'part', 'part', 'part', 'keep']],
    ['the act', { 3: 'gone' }, ['part', 'part', 'part', 'keep', 'keep']],
    ['the answer to the act', { 3: 'goneAfterwards' }, ['part', 'part', 'part', 'keep', 'keep']],
  ])('is kept once when %s was lost', async (_what, faults, calls) => {
    const desk = madeUpDesk(faults);
    expect(await uploadFile(fileOf(content), runOf(), desk.ports)).toEqual({ ok: true, value: { id: 'kept-1' } });
    expect(desk.calls).toEqual(calls);
    expect(desk.kept).toEqual([whole]);
    expect(desk.backs()).toBe(1);
  });

  it.each<[string, number, readonly Call[]]>([
    ['between two parts', 2, ['part', 'part', 'part', 'part', 'part', 'part', 'keep']],
    ['before it was kept', 3, ['part', 'part', 'part', 'keep', 'part', 'part', 'part', 'keep']],
  ])('begins anew when the program was started again %s', async (_when, at, calls) => {
    const desk = madeUpDesk({ [at]: 'restart' });
    expect(await uploadFile(fileOf(content), runOf(), desk.ports)).toMatchObject({ ok: true });
    expect(desk.calls).toEqual(calls);
    expect(desk.kept).toEqual([whole]);
  });

  it('is given up when the program forgets it again and again', async () => {
    const desk = madeUpDesk({ 2: 'restart', 5: 'restart', 8: 'restart' });
    expect(await uploadFile(fileOf(content), runOf(), desk.ports)).toEqual({
      ...{ ok: false, refusal: { code: 'attachment.gap' } },
    });
    expect(desk.calls).toHaveLength(9);
  });

  it('that is refused says why, and can be sent again under the same act', async () => {
    const desk = madeUpDesk();
    const refusal = { code: 'space.noAttachments' } as const;
    const full: UploadPorts = { ...desk.ports, part: () => Promise.resolve({ ok: false, refusal }) };
    expect(await uploadFile(fileOf(content), runOf(), full)).toEqual({ ok: false, refusal });
    expect(await uploadFile(fileOf(content), runOf(), desk.ports)).toMatchObject({ ok: true });
    expect(desk.kept).toEqual([whole]);
  });

  it('that is given up stops at the next part, and nothing is kept', async () => {
    const desk = madeUpDesk();
    const leaving = new AbortController();
    const run = runOf({ signal: leaving.signal, onProgress: (share) => share > 0 && leaving.abort() });
    expect(await uploadFile(fileOf(content), run, desk.ports)).toBe('cancelled');
    expect(desk.calls).toEqual(['part']);
    expect(desk.kept).toEqual([]);
  });

  it('that nobody can read, that is empty or too large is refused before the desk is asked', async () => {
    const desk = madeUpDesk();
    const refusalOf = (file: FileToSend) => uploadFile(file, runOf(), desk.ports);
    const torn = fileOf(content, { read: () => Promise.reject(new Error('NotFoundError')) });
    expect(await refusalOf(torn)).toMatchObject({ refusal: { code: 'attachment.unreadable' } });
    expect(await refusalOf(fileOf(new Uint8Array()))).toMatchObject({ refusal: { code: 'attachment.empty' } });
    expect(await refusalOf(fileOf(content, { size: longestAttachment + 1 }))).toMatchObject({
      refusal: { code: 'attachment.tooLarge', details: { limitMb: 50 } },
    });
    expect(desk.calls).toEqual([]);
  });
});

describe('base64', () => {
  it.each([0, 1, 2, 3, 0x8000 - 1, 0x8000, 0x8000 + 1, 3 * 0x8000 + 2])(
    'of %i bytes is that of Node, there and back',
    (size) => {
      const bytes = content.subarray(0, size);
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(latin(fromBase64(toBase64(bytes)))).toBe(latin(bytes));
    },
  );
});
