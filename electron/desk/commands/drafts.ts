/** Drafts (未完成): what was typed and not yet submitted, in the encrypted file, each person's own. */
import { z } from 'zod';
import { draftPlace, type DraftPlaceInForm, type ParkedView } from '#shared/contract/work.ts';
import { maskName } from '#shared/identity/masking.ts';
import { recordIn, textOf } from '#shared/kinds/common/fields.ts';
import { currentRuleset } from '#shared/kinds/mechanism/define.ts';
import type { FieldInput } from '#shared/kinds/mechanism/spec.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { recordOf } from './learn.ts';
import { all, get, run, sql, transact, type Transaction } from '../store/handles.ts';

export interface DraftInput {
  readonly id: string;
  readonly kind: string;
  readonly type: string;
  readonly stream: string | null;
  readonly data: JsonObject;
}

/** Keeps the newest text of a form. A draft of an act that was already submitted is not kept: its answer is stored. */
export function keepDraft(core: DeskCore, viewer: Viewer, input: DraftInput): Result<Record<string, never>> {
  return transact(core.store.write, (transaction) => putDraft(core, viewer, transaction, input));
}

interface ParkInput extends DraftInput {
  readonly place: DraftPlaceInForm;
}

/** 挂起: kept as it stands and put aside in one transaction. A save that was still under way leaves it aside. */
export function parkDraft(
  core: DeskCore,
  viewer: Viewer,
  { place, ...input }: ParkInput,
): Result<Record<string, never>> {
  const at = new Date(core.ports.clock.now()).toISOString();
  return transact(core.store.write, (transaction) => {
    const kept = putDraft(core, viewer, transaction, input);
    if (kept.ok)
      run(
        transaction,
        sql`UPDATE draft SET parked_at = ${at}, place = ${JSON.stringify(place)} WHERE id = ${input.id}`,
      );
    return kept;
  });
}

function putDraft(
  core: DeskCore,
  viewer: Viewer,
  transaction: Transaction,
  input: DraftInput,
): Result<Record<string, never>> {
  const at = new Date(core.ports.clock.now()).toISOString();
  if (get(transaction, sql`SELECT 1 FROM act WHERE id = ${input.id}`)) return ok({});
  const owner = get(transaction, sql<{ by_staff: string }>`SELECT by_staff FROM draft WHERE id = ${input.id}`);
  if (owner !== undefined && owner.by_staff !== viewer.staff) return refuse('permission.missing');
  run(
    transaction,
    sql`INSERT INTO draft (id, by_staff, kind, stream, type, data, changed_at) VALUES (${input.id}, ${viewer.staff},
      ${input.kind}, ${input.stream}, ${input.type}, ${JSON.stringify(input.data)}, ${at})
      ON CONFLICT (id) DO UPDATE SET data = excluded.data, changed_at = excluded.changed_at`,
  );
  return ok({});
}

/** The place stays: whoever was cut off while coming back finds it too. */
export function takeUpDraft(core: DeskCore, viewer: Viewer, id: string): Result<Record<string, never>> {
  transact(core.store.write, (transaction) =>
    run(transaction, sql`UPDATE draft SET parked_at = NULL WHERE id = ${id} AND by_staff = ${viewer.staff}`),
  );
  return ok({});
}

export function dropDraft(core: DeskCore, viewer: Viewer, id: string): Result<Record<string, never>> {
  transact(core.store.write, (transaction) =>
    run(transaction, sql`DELETE FROM draft WHERE id = ${id} AND by_staff = ${viewer.staff}`),
  );
  return ok({});
}

const dataSchema = z.record(z.string(), z.json());

interface DraftRow {
  readonly id: string;
  readonly kind: string;
  readonly type: string;
  readonly stream: string | null;
  readonly data: string;
  readonly changed_at: string;
}

const viewOf = ({ changed_at: changedAt, data, ...row }: DraftRow) => ({
  ...row,
  changedAt,
  data: dataSchema.parse(JSON.parse(data)),
});

/** `kinds`: of these only. Every page asks for the notes beside it, and a list of five thousand people is not read for that. */
export function listDrafts(core: DeskCore, viewer: Viewer, kinds?: readonly string[]) {
  const ofKinds =
    kinds === undefined ? sql`` : sql`AND kind IN (SELECT value FROM json_each(${JSON.stringify(kinds)}))`;
  const rows = all(
    core.store.read,
    sql<DraftRow>`SELECT id, kind, type, stream, data, changed_at FROM draft
      WHERE by_staff = ${viewer.staff} AND parked_at IS NULL ${ofKinds} ORDER BY changed_at DESC LIMIT 100`,
  );
  return rows.map(viewOf);
}

export function findDraft(core: DeskCore, viewer: Viewer, id: string) {
  const row = get(
    core.store.read,
    sql<DraftRow & { place: string }>`SELECT id, kind, type, stream, data, changed_at, place FROM draft
      WHERE id = ${id} AND by_staff = ${viewer.staff}`,
  );
  if (row === undefined) return null;
  const { place, ...draft } = row;
  return { ...viewOf(draft), place: place === '' ? null : draftPlace.parse(JSON.parse(place)) };
}

/** Any number of them: nobody's visit falls off the end of the list. */
export function listParked(core: DeskCore, viewer: Viewer): ParkedView[] {
  const rows = all(
    core.store.read,
    sql<{ id: string; kind: string; data: string; parked_at: string }>`SELECT id, kind, data, parked_at FROM draft
      WHERE by_staff = ${viewer.staff} AND parked_at IS NOT NULL ORDER BY parked_at, id`,
  );
  return rows.map(({ id, kind, data, parked_at: parkedAt }) => ({
    ...{ id, kind, parkedAt },
    ...labelOf(core, kind, dataSchema.parse(JSON.parse(data))),
  }));
}

/** Who and which matter, by the fields in which the kind asks for them; masked as in every list. */
function labelOf(core: DeskCore, name: string, { values }: JsonObject): Pick<ParkedView, 'who' | 'matter'> {
  const kind = core.findKind(name);
  const fields = kind ? Object.entries(currentRuleset(kind).fields) : [];
  const typed = (input: FieldInput): JsonObject => {
    const field = fields.find(([, spec]) => spec.input === input)?.[0];
    return field === undefined ? {} : recordIn(recordIn(values)[field]);
  };
  const code = textOf(typed('matter')['code']);
  return {
    who: maskName(textOf(typed('petitioner')['name'])),
    matter: code === '' ? '' : textOf(recordOf(core.store.read, 'matter', code)?.['name']) || code,
  };
}
