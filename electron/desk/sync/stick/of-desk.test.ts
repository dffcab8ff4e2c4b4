/** What leaves and what comes in through the program's own window, and what of it stands in the audit chain. */
import { describe, expect, it } from 'vitest';
import { readText, requestHeadSchema, unwrap, wrap, writeText, type RequestHead } from '#shared/sync/stick.ts';
import { createHubKeys } from '../../../../hub/keys/hub-keys.ts';
import { sealFor } from '../../../../hub/keys/stick-key.ts';
import { intake, refusalFrom, setUpDesk, type TestDesk, type Window } from '../../../../tests/support/desk.ts';
import { hearMadeUpHub, joinMadeUpHub } from '../../../../tests/support/made-up-hub.ts';
import type { OutsideServices } from '../../runtime.ts';

const hub = createHubKeys(new Uint8Array(32).fill(9), { bytes: (count) => new Uint8Array(count) });

function world(place: () => string | null = () => 'stick') {
  const names: string[] = [];
  const written: Uint8Array[] = [];
  const says = { write: 'saved' };
  const outside: OutsideServices = {
    choosePlace: (name) => {
      names.push(name);
      return Promise.resolve(place());
    },
    write: (_place, bytes) => {
      if (says.write !== 'saved') return Promise.resolve({ state: 'failed', reason: says.write });
      written.push(bytes);
      return Promise.resolve({ state: 'saved' });
    },
  };
  return { outside, names, written, says };
}

async function openWith(seed: number, outside: OutsideServices): Promise<TestDesk & { readonly chief: Window }> {
  const desk = await setUpDesk({ seed, options: { printing: 'electron', outside, worksAtIdle: false } });
  joinMadeUpHub(desk.core());
  hearMadeUpHub(desk.core(), {
    sign: Buffer.from(hub.publicKey).toString('base64url'),
    stick: await hub.stick.recipient(),
  });
  await desk.chief.ask('case.begin', intake(desk.newId()));
  return desk;
}

/** What the hub finds in a file; it opens. */
async function openedByHub(file: Uint8Array | undefined): Promise<{ head: RequestHead; lines: readonly string[] }> {
  const outer = unwrap(file ?? new Uint8Array());
  const plain = outer.is === 'out' ? await hub.stick.open(outer.sealed) : undefined;
  const text = plain && readText(plain);
  if (text === undefined) throw new Error('it does not open');
  return { head: requestHeadSchema.parse(text.head), lines: text.lines };
}

/** An answer with nothing in it: as of a hub that could serve nothing. */
async function emptyAnswer({ answerTo, is: _is, ...head }: RequestHead): Promise<Uint8Array> {
  const sign = (bytes: Uint8Array): string => Buffer.from(hub.sign(bytes)).toString('base64');
  return wrap('back', await sealFor(answerTo, writeText({ ...head, is: 'answer' }, [], sign)));
}

const auditOf = async (desk: TestDesk): Promise<object[]> => {
  const auditor = await desk.person('shen', ['auditor']);
  const { events } = await auditor.ask<{ events: { type: string; data: object }[] }>('audit.list', { limit: 200 });
  return events.filter(({ type }) => type === 'stick').map(({ data }) => data);
};

async function send(desk: TestDesk, bytes: Uint8Array): Promise<string> {
  const upload = desk.newId();
  const data = Buffer.from(bytes).toString('base64');
  await (desk as TestDesk & { chief: Window }).chief.ask('stick.part', { upload, index: 0, data });
  return upload;
}

describe('through the program’s own window', () => {
  it('a file goes where the person says, is written down, and stays waited for until its answer came', async () => {
    const { outside, names, written } = world();
    const desk = await openWith(401, outside);
    expect(await desk.chief.ask('stick.save', { name: '通办带走' })).toEqual({ saved: true });
    expect(names).toEqual(['通办带走.tbx']);
    const { head, lines } = await openedByHub(written[0]);
    expect(lines.map((line) => (JSON.parse(line) as { name: string }).name)).toContain('PUSH');
    const { waiting, out } = await desk.chief.ask<{ waiting: number; out: object }>('stick.state', {});
    expect(waiting).toBeGreaterThan(0);
    expect(out).toMatchObject({ acts: waiting, isAnswered: false });

    const taken = await desk.chief.ask('stick.takeIn', { upload: await send(desk, await emptyAnswer(head)) });
    expect(taken).toEqual({ acts: 0, changed: 0, isMore: true, isCollecting: false, stop: null });
    expect(await desk.chief.ask('stick.state', {})).toMatchObject({ waiting, out: { isAnswered: true } });
    expect(await auditOf(desk)).toEqual([
      { what: 'in', acts: 0, streams: 0, stop: '' },
      { what: 'out', file: head.file, acts: waiting, bytes: written[0]?.length },
    ]);
  });

  it('where no place was chosen nothing is made; what could not be written was not taken along', async () => {
    const never = world(() => null);
    const desk = await openWith(402, never.outside);
    expect(await desk.chief.ask('stick.save', { name: '通办带走' })).toEqual({ saved: false });
    expect(await auditOf(desk)).toEqual([]);

    const full = world();
    const other = await openWith(403, full.outside);
    full.says.write = 'ENOSPC';
    const answer = await other.chief.call('stick.save', { name: '通办带走' });
    expect(refusalFrom(answer)).toMatchObject({ code: 'save.failed', details: { reason: 'ENOSPC' } });
    expect(await other.chief.ask('stick.state', {})).toMatchObject({ out: null });
  });

  it('what was not taken in is written down with its reason', async () => {
    const { outside } = world();
    const desk = await openWith(404, outside);
    const answer = await desk.chief.call('stick.takeIn', { upload: await send(desk, wrap('back', new Uint8Array(9))) });
    expect(refusalFrom(answer)?.code).toBe('stick.notForHere');
    expect(await auditOf(desk)).toEqual([{ what: 'notTaken', why: 'stick.notForHere' }]);
  });
});
