/** 验真: a scanned or typed code held against the keys of the township and, where its case is here, against what was issued. */
import type { PaperVerdict, Verdict } from '#shared/contract/genuine.ts';
import { blocksSchema } from '#shared/documents/blocks.ts';
import { digestOf, judgeSeal, type Signed } from '#shared/documents/paper-seal.ts';
import { findPaper, findPaperByCode } from '#shared/documents/papers.ts';
import { readQr, type QrContent } from '#shared/documents/qr-code.ts';
import { parseReceiptNumber } from '#shared/documents/receipt-number.ts';
import { maskName } from '#shared/identity/masking.ts';
import type { FoldEntry } from '#shared/journal/entry.ts';
import { atField, ok, refuse, type Result } from '#shared/kernel/result.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import { fold } from '#shared/kinds/mechanism/fold.ts';
import type { PaperState, StreamState } from '#shared/kinds/mechanism/state.ts';
import { loadVisible } from '../commands/load.ts';
import { findPad, sheetsOf } from '../commands/pads.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { loadEntries } from '../journal/entries.ts';
import { get, sql } from '../store/handles.ts';
import { findByNumber } from './cases.ts';
import { deskKeys, type DeskKey } from './desk-keys.ts';
import { staffNames, stationName } from './names.ts';
import { visibleTo } from './viewer.ts';

export function verifyPaper(core: DeskCore, viewer: Viewer, code: string): Result<PaperVerdict> {
  const qr = readQr(code);
  if (qr.ok) return ok(verifyCode(core, viewer, qr.value));
  const number = parseReceiptNumber(code);
  if (!number.ok) return atField(/TB\d|^https?/iu.test(code.trim()) ? qr : number, 'code');
  const stream = findByNumber(core, viewer, number.value.text);
  const found = stream === null ? undefined : caseOf(core, viewer, stream, undefined);
  if (found === undefined) return refuse('number.unknown', undefined, 'code');
  return ok({ ...nothing, verdict: 'numberOnly', number: number.value.text, case: found });
}

const nothing = { spec: null, on: null, signer: null, digest: null, case: null, sheet: null };

function verifyCode(core: DeskCore, viewer: Viewer, content: QrContent): PaperVerdict {
  const { sm3, ed25519 } = core.ports;
  const { read } = core.store;
  const signed = judgeSeal({ sm3, verify: ed25519.verify }, deskKeys(read), content);
  const { number, on, seal } = content;
  const spec = findPaperByCode(content.paper)?.paper ?? null;
  const said = { ...nothing, number, spec, on, digest: seal?.digest ?? null };
  const refused = withoutStanding(signed, content);
  // What is not ours says nothing about any case: the number on it may be anybody's.
  if (refused !== undefined) return { ...said, verdict: refused };
  const signer =
    signed.is === 'signed' ? { desk: signed.by.desk, station: stationName(read, signed.by.station) } : null;
  const found = standingOf(core, viewer, content);
  return { ...said, ...found, signer, verdict: signed.is === 'unsigned' ? 'unsigned' : found.verdict };
}

function withoutStanding(signed: Signed<DeskKey>, { on }: QrContent): Verdict | undefined {
  if (signed.is === 'forged' || signed.is === 'unknownSigner') return signed.is;
  const retiredOn = signed.is === 'signed' ? signed.by.retiredOn : undefined;
  return retiredOn !== undefined && on > retiredOn ? 'retiredKey' : undefined;
}

type Found = Pick<PaperVerdict, 'verdict' | 'case' | 'sheet'>;

/** What this desk knows of a paper that a desk of the township signed. */
function standingOf(core: DeskCore, viewer: Viewer, content: QrContent): Found {
  const row = get(
    core.store.read,
    sql<{ id: string; stream: string }>`SELECT p.id, p.stream FROM live_paper p JOIN live_case c ON c.stream = p.stream
      WHERE p.token = ${content.token} AND ${visibleTo(viewer)} LIMIT 1`,
  );
  if (row === undefined) return sheetStanding(core, viewer, content);
  const found = caseOf(core, viewer, row.stream, row.id);
  if (found === undefined) return { verdict: 'elsewhere', case: null, sheet: null };
  const verdict = fits(core, viewer, row, content) ? verdictOf[found.paper?.status ?? 'valid'] : 'contradicted';
  return { verdict, case: found, sheet: null };
}

const verdictOf = { valid: 'valid', superseded: 'corrected', void: 'voided' } as const;

function sheetStanding(core: DeskCore, viewer: Viewer, content: QrContent): Found {
  const { read } = core.store;
  const { number } = content;
  const pad = findPad(read, number);
  if (pad === undefined) return { verdict: 'elsewhere', case: null, sheet: null };
  const isOurs = padCodes(core, pad).some((code) => {
    const kept = readQr(code);
    return kept.ok && kept.value.token === content.token;
  });
  const stream = findByNumber(core, viewer, number);
  return {
    verdict: isOurs ? 'blank' : 'contradicted',
    case: stream === null ? null : (caseOf(core, viewer, stream, undefined) ?? null),
    sheet: sheetsOf(read, pad, [number])[0]?.state ?? null,
  };
}

function padCodes(core: DeskCore, pad: string): readonly string[] {
  const row = get(
    core.store.read,
    sql<{ value: string }>`SELECT value FROM live_record WHERE kind = 'pad' AND key = ${pad}`,
  );
  return row === undefined ? [] : (JSON.parse(row.value) as { codes: string[] }).codes;
}

/** Does the code say what was issued under its token? A body that was destroyed (销毁) contradicts nobody. */
function fits(core: DeskCore, viewer: Viewer, row: { id: string; stream: string }, content: QrContent): boolean {
  const found = loadVisible(core, viewer, core.store.read, row.stream);
  if (!found.ok) return false;
  const { state } = found.value;
  const paper = state.papers.find(({ id }) => id === row.id);
  const entry = loadEntries(core.store.read, row.stream).find(({ id }) => id === paper?.entry);
  const isSame =
    state.number === content.number &&
    paper !== undefined &&
    findPaper(paper.spec)?.code === content.paper &&
    dayOf(paper.on) === content.on;
  const blocks = entry?.body?.data['blocks'];
  if (!isSame || blocks === undefined || content.seal === null) return isSame;
  return digestOf(core.ports.sm3, blocksSchema.parse(blocks)) === content.seal.digest;
}

/** `paper`: the one in hand, where it is known. */
function caseOf(
  core: DeskCore,
  viewer: Viewer,
  stream: string,
  id: string | undefined,
): NonNullable<PaperVerdict['case']> | undefined {
  const found = loadVisible(core, viewer, core.store.read, stream);
  if (!found.ok) return undefined;
  const { state } = found.value;
  const row = get(
    core.store.read,
    sql<{ title: string; petitioner: string }>`SELECT title, petitioner FROM live_case WHERE stream = ${stream}`,
  );
  const paper = state.papers.find((one) => one.id === id);
  const successor = paper === undefined ? undefined : successorOf(state, paper);
  return {
    stream,
    matter: row?.title ?? '',
    petitioner: maskName(row?.petitioner ?? ''),
    paper: paper === undefined ? null : { id: paper.id, status: paper.status },
    ended: paper === undefined || paper.status === 'valid' ? null : endOf(core, stream, paper.id),
    successor: successor === undefined ? null : { id: successor.id, spec: successor.spec, on: successor.on },
  };
}

/** The last of the papers that took its place, one after the other. */
function successorOf({ papers }: StreamState, paper: PaperState): PaperState | undefined {
  const next = papers.find(({ id }) => id === paper.replacedBy);
  return next === undefined ? undefined : (successorOf({ papers } as StreamState, next) ?? next);
}

/** The entry that last changed what the paper is worth: a void, a step taken back, a correction. */
function endOf(core: DeskCore, stream: string, paper: string): { on: string; reason: string; byName: string } | null {
  let state: StreamState | undefined;
  let last: FoldEntry | undefined;
  const entries = loadEntries(core.store.read, stream);
  for (const entry of entries) {
    const before = state?.papers.find(({ id }) => id === paper)?.status;
    state = fold(core.findKind, [entry], state);
    const after = state?.papers.find(({ id }) => id === paper)?.status;
    if (before !== undefined && after !== before) last = entry;
  }
  if (last === undefined) return null;
  const { act, on } = last;
  // A correction gives its reason in the entry before the paper that takes the old one's place.
  const reasons = entries.filter((entry) => entry.act === act).map(({ body }) => body?.data['reason']);
  return {
    on,
    reason: reasons.find((reason) => typeof reason === 'string') ?? '',
    byName: staffNames(core.store.read)(last.by),
  };
}
