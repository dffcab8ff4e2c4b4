/** One entry type as the fold sees it. Kinds' steps and the mechanism's own types are both made into this. */
import { z, type ZodType } from 'zod';
import type { FoldEntry } from '../../journal/entry.ts';
import type { JsonObject } from '../../kernel/json.ts';
import type { Permission } from '../../kernel/permissions.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import type { Refusal } from '../../kernel/result.ts';
import { dueSchema } from './dues.ts';
import type { StreamState } from './state.ts';

export interface EntryType {
  readonly v: number;
  readonly data: ZodType;
  readonly permission: Permission;
  /** Where what is said decides which permission it takes; undefined: `permission`. */
  readonly permissionFor?: (data: JsonObject) => Permission | undefined;
  /**
   * Not a command that is written as it stands. procedure: offered as a step, and written by a procedure of its own together with what
   * belongs to it (the other side of 并案). program: no step; it happens in the course of something else.
   */
  readonly writtenBy?: 'procedure' | 'program';
  /** Written by the program, and yet what somebody does to the case: 回避 holds for it. */
  readonly isDeed?: true;
  /** Takes part in 撤回上一步: whether the act can be taken back, or ends what could be; absent = leaves it as it is. */
  readonly undo?: 'reversible' | 'final';
  /** Why it is not allowed now; `data` is null in a dry run. */
  readonly guard: (state: StreamState, probe: Probe) => RefusalCode | null;
  /** Its guard asks whether papers of the last act may be in somebody's hands (`facts.mayBeOut`). */
  readonly asksForPapers?: true;
  /** Allowed only where nobody active holds this permission but those who are kept out (`facts.isNobodyLeft`). */
  readonly insteadOf?: { readonly permission: Permission; readonly keptOut: (state: StreamState) => readonly string[] };
  /** Of `data.set`, the field that a refusal of the guard is about. */
  readonly fieldOf?: (state: StreamState, data: JsonObject) => string | undefined;
  /** What `decide` refuses and the fold takes: the person saw an older state. After sync the same entry may be right or a choice. */
  readonly refuseStale?: (state: StreamState, data: JsonObject) => Refusal | null;
  /** Only called when `guard` found nothing. */
  readonly fold: (state: StreamState, entry: ReadEntry) => StreamState;
  /** What is known of it from its header alone once its body was destroyed: without the change of state all that followed would be marked. */
  readonly foldErased?: (state: StreamState, entry: FoldEntry) => StreamState;
  readonly upgrade?: (data: JsonObject, from: number) => JsonObject;
}

/** `data` is null in a dry run, which knows no more than the type. */
export const permissionOf = (type: EntryType, data: JsonObject | null): Permission =>
  (data === null ? undefined : type.permissionFor?.(data)) ?? type.permission;

/** Who tries it, where, when, and with what. */
export interface Probe {
  readonly by: string;
  /** 12-digit code of the station whose desk it is. */
  readonly station: string;
  readonly at: string;
  /** When it happened: `at` unless it is entered later. */
  readonly on: string;
  readonly facts: Facts;
  readonly data: JsonObject | null;
}

/** An entry whose body was parsed. Erased bodies (销毁) have neither data nor facts left. */
export interface ReadEntry extends FoldEntry {
  readonly data: JsonObject;
  readonly facts: Facts;
}

/** What `decide` learnt and wrote down. A closed shape, so that nothing else creeps into a fold. */
export const factsSchema = z.strictObject({
  /** The permission the person held. */
  may: z.string().optional(),
  isAuthority: z.boolean().optional(),
  hasSecondPerson: z.boolean().optional(),
  /** All who hold the permission of the step this one stands for are kept out of the case. */
  isNobodyLeft: z.boolean().optional(),
  number: z.string().optional(),
  /** A paper of the act that is taken back was sent to a printer, and nobody has said that it did not come out. */
  mayBeOut: z.boolean().optional(),
  dues: z.array(dueSchema).optional(),
  /** The dues are all there are: others not yet met fall away (更正 recounts). */
  isRecount: z.boolean().optional(),
  /** The request (its entry) that this one answers. */
  answers: z.string().optional(),
  /** Facts of the kind's own: JSON already, asked of every entry of every fold. */
  own: z.custom<JsonObject>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)).optional(),
});
export type Facts = z.infer<typeof factsSchema>;
