/**
 * `node elsewhere-process.ts <dir>`, with the acts as JSON on standard input: writes into the closed store of a directory what another
 * desk wrote about the same cases, as it will come in when desks are joined: by a writer of its own, decided on what had been known
 * there, folded on top of what is known here. Prints the streams, one for each act.
 */
import { text } from 'node:stream/consumers';
import { root } from '../../../build/runtime.mjs';
import { performAct, type Work } from '../../../electron/desk/commands/act.ts';
import { learntAt } from '../../../electron/desk/commands/learn.ts';
import type { DeskCore, Viewer } from '../../../electron/desk/core.ts';
import { createDesk } from '../../../electron/desk/desk.ts';
import { openResources } from '../../../electron/desk/desk-resources.ts';
import { newId } from '../../../electron/desk/ids.ts';
import { loadEntries } from '../../../electron/desk/journal/entries.ts';
import { enter } from '../../../electron/desk/login.ts';
import { run, sql, transact } from '../../../electron/desk/store/handles.ts';
import { systemClock, systemElapsed, systemRandom } from '../../../electron/desk/system.ts';
import { firstPrev } from '../../../shared/journal/entry.ts';
import { nextHlc } from '../../../shared/journal/hlc.ts';
import { ok, unwrap, type Result } from '../../../shared/kernel/result.ts';
import { decideBegin, decideNext, type Decision } from '../../../shared/kinds/mechanism/decide.ts';
import type { Kind } from '../../../shared/kinds/mechanism/define.ts';
import { fold } from '../../../shared/kinds/mechanism/fold.ts';
import type { Elsewhere } from './elsewhere.ts';

/** A writer of its own, with a chain of its own that begins as every chain does. */
function otherWriter(core: DeskCore): DeskCore {
  const { station } = core.writer;
  const id = newId(core.ports);
  const at = nextHlc(undefined, core.ports.clock.now());
  const key = Buffer.from(core.ports.random.bytes(32)).toString('base64url');
  transact(core.store.write, function begin(transaction) {
    run(
      transaction,
      sql`INSERT INTO writer (id, code, station, public_key, place, last_seq, last_hash, last_at, is_current)
        VALUES (${id}, 'ZZ', ${station}, 'elsewhere', 'elsewhere', 0, ${firstPrev}, ${at}, 0)`,
    );
    // Its papers are signed, by a key that nobody here knows.
    run(transaction, sql`INSERT INTO credential (owner, form, value) VALUES (${id}, 'writerKey', ${key})`);
  });
  const writer = { id, code: 'ZZ', station };
  return { ...core, writer, changed: () => undefined };
}

function kindOf(core: DeskCore, name: string): Kind {
  const kind = core.findKind(name);
  if (kind === undefined) throw new Error(`no kind ${name}`);
  return kind;
}

/** In one act of that person; answers the stream. */
function write(core: DeskCore, viewer: Viewer, decide: (work: Work) => Result<Decision>, as?: Elsewhere['as']): string {
  const request = { id: newId(core.ports), procedure: 'elsewhere', input: {} };
  const done = performAct<{ readonly stream: string }>(core, viewer, request, (work) => {
    const decided = decide(work);
    if (!decided.ok) return decided;
    const { stream } = decided.value.state;
    const here = loadEntries(work.transaction, stream);
    // What a later program writes is known by its header alone.
    const entries = decided.value.entries.map((entry) => ({ ...entry, ...as }));
    const state = fold(core.findKind, [...here, ...entries]);
    if (state === undefined) throw new Error('bug: an act without entries');
    work.keep({ isNew: here.length === 0, decision: { ...decided.value, state, entries } });
    return ok({ stream });
  });
  return unwrap(done).stream;
}

function actOf(core: DeskCore, viewer: Viewer, act: Elsewhere): string {
  const learnt = (work: Work) => learntAt(core, work.transaction, viewer);
  const { type, data, as } = act;
  if ('kind' in act) {
    const begin = (work: Work) =>
      decideBegin(core.findKind, kindOf(core, act.kind), newId(core.ports), { type, data }, learnt(work), work.pen);
    return write(core, viewer, begin, as);
  }
  const next = (work: Work) => {
    const seen = fold(core.findKind, loadEntries(work.transaction, act.stream).slice(0, act.seen));
    if (seen === undefined) throw new Error(`no stream ${act.stream}`);
    return decideNext(core.findKind, kindOf(core, seen.kind), seen, { type, data }, learnt(work), work.pen);
  };
  return write(core, viewer, next, as);
}

const [dir = ''] = process.argv.slice(2);
const { login, password, acts } = JSON.parse(await text(process.stdin)) as {
  readonly login: string;
  readonly password: string;
  readonly acts: readonly Elsewhere[];
};
const desk = unwrap(
  await createDesk({
    dir,
    ports: { clock: systemClock, random: systemRandom },
    elapsed: systemElapsed,
    log: { warn: () => undefined },
    build: { version: '0.0.0', date: '2026-01-01T00:00:00.000Z' },
    resources: openResources(`${root}/resources`, `${root}/node_modules/@fontsource`),
    isDemo: false,
    printing: 'dialog',
    worksAtIdle: false,
  }),
);
const viewer = unwrap(await enter(desk.runtime, 'elsewhere', { login, password }));
if (desk.runtime.core === null) throw new Error('the desk is closed');
const other = otherWriter(desk.runtime.core);
const writerSet = { code: 'ZZ', publicKey: 'elsewhere', desk: '二号窗口' };
write(other, viewer, (work) =>
  decideBegin(
    other.findKind,
    kindOf(other, 'writer'),
    other.writer.id,
    { type: 'begun', data: { set: writerSet } },
    { ...learntAt(other, work.transaction, viewer), may: () => true },
    work.pen,
  ),
);
console.log(JSON.stringify(acts.map((act) => actOf(other, viewer, act))));
await desk.close();
