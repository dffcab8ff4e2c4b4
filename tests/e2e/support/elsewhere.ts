/** What another desk wrote about the cases of this one, put into its store while the host is stopped. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { findPackagedNode, root } from '../../../build/runtime.mjs';
import type { JsonObject } from '../../../shared/kernel/json.ts';
import type { Person } from './station.ts';

interface Act {
  readonly type: string;
  readonly data: JsonObject;
  /** Written by a later program: what its headers say instead. */
  readonly as?: { readonly type?: string; readonly v?: number; readonly rules?: number };
}
/** One more step of a stream, decided after its first `seen` entries, or a new stream. */
export type Elsewhere = Act & ({ readonly stream: string; readonly seen: number } | { readonly kind: string });

const script = join(root, 'tests/e2e/support/elsewhere-process.ts');

/** Answers the stream of each act. Its person is one whom the store knows. */
export async function writeElsewhere(
  dir: string,
  { login, password }: Person,
  acts: readonly Elsewhere[],
): Promise<readonly string[]> {
  const child = spawn(findPackagedNode() ?? process.execPath, [script, dir], { cwd: root });
  child.stdin.end(JSON.stringify({ login, password, acts }));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (out === '') throw new Error(err);
  return JSON.parse(out) as string[];
}
