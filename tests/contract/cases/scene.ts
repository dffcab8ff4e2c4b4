/** What the contract's cases have in common: how they are written down, and the desk they are asked of. */
import type { TestDesk } from '../../support/desk.ts';
import type { ContractCase } from '../support/run-cases.ts';
import type { Answer } from '../support/transports.ts';

/** The desk of the transport that is being asked, and a folder beside it. */
export const scene: { current: TestDesk | undefined; beside: string } = { current: undefined, beside: '' };

export const passSeconds = (seconds: number): void => scene.current?.world.clock.advance(seconds * 1000);

/** Another station's desk, for what one desk alone cannot do: it counts in what a village handed over. */
export function standAt(code: string): void {
  const core = scene.current?.core();
  if (core === undefined) return;
  core.writer = { ...core.writer, station: code };
  core.station = { ...core.station, code };
}

// Ids of acts: fixed, so that the same case is the same act on every transport.
let acts = 0;
export const act = (): string => `0190a000-0000-7000-8000-${String(++acts).padStart(12, '0')}`;
export const nobody = '0190ffff-0000-7000-8000-000000000000';

export type Answers = ReadonlyMap<string, Answer>;
/** The accepted value of an earlier case. */
export function valueOf(answers: Answers, name: string): unknown {
  const answer = answers.get(name);
  const value = answer?.ok ? answer.value : undefined;
  if (typeof value !== 'object' || value === null || !('value' in value)) throw new Error(`no value of "${name}"`);
  return value.value;
}
export const streamOf = (answers: Answers, name: string): string =>
  (valueOf(answers, name) as { stream: string }).stream;

export const good = (name: string, path: string, input: unknown, accepted: unknown = {}): ContractCase => ({
  ...{ name, path, window: 'chief' },
  ...(typeof input === 'function' ? { inputFrom: input as (answers: Answers) => unknown } : { input }),
  expects: { accepted },
});
export const bad = (name: string, path: string, input: unknown, refused: string, field?: string): ContractCase => ({
  ...{ name, path, window: 'chief' },
  ...(typeof input === 'function' ? { inputFrom: input as (answers: Answers) => unknown } : { input }),
  expects: { refused, ...(field === undefined ? {} : { field }) },
});
export const as = (window: string, one: ContractCase): ContractCase => ({ ...one, window });
