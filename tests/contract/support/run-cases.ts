import type { Context } from '@orpc/server';
import { beforeAll, describe, expect, it } from 'vitest';
import { allTransports, type Answer, type OpenedDesk, type OpenTransport, type TestConnection } from './transports.ts';

/**
 * One list of cases, run from the first to the last through each transport against a desk of its own; then every answer
 * must be as expected and the same on all of them.
 */
export interface ContractCase {
  readonly name: string;
  /** `cases.take` */
  readonly path: string;
  /** Given the answers so far by case name, so that a case can go on with what an earlier one returned. */
  readonly input?: unknown;
  readonly inputFrom?: (answers: ReadonlyMap<string, Answer>) => unknown;
  /** Whose window asks; windows of different names are different connections with logins of their own. */
  readonly window?: string;
  /** For a stream: how many events to wait for. */
  readonly take?: number;
  readonly expects: Expectation;
}

export type Expectation =
  /** The value, as `toMatchObject` compares it. */
  | { readonly value: unknown }
  /** What a procedure that answers with a `Result` accepted: its inner value. */
  | { readonly accepted: unknown }
  /** A refusal, whether answered as a `Result` or refused by the door itself: its code, and the field it is about. */
  | { readonly refused: string; readonly field?: string }
  | { readonly check: (answer: Answer) => void };

export interface RunOptions<C extends Context> {
  /** A fresh desk in the same state each time. */
  readonly openDesk: () => Promise<OpenedDesk<C>>;
  readonly cases: readonly ContractCase[];
  readonly transports?: readonly OpenTransport[];
  /** Takes out what rightly differs from run to run: ids, instants. Gets an answer, returns what is compared. */
  readonly normalise?: (answer: Answer) => unknown;
}

export interface TransportAnswers {
  readonly transport: string;
  readonly answers: ReadonlyMap<string, Answer>;
}

/** Asks all cases through one transport, in order. */
async function askAll<C extends Context>(open: OpenTransport, options: RunOptions<C>): Promise<TransportAnswers> {
  const transport = await open(await options.openDesk());
  const windows = new Map<string, TestConnection>();
  const answers = new Map<string, Answer>();
  try {
    for (const one of options.cases) {
      const name = one.window ?? 'window';
      const window = windows.get(name) ?? (await transport.connect());
      windows.set(name, window);
      const input = one.inputFrom ? one.inputFrom(answers) : one.input;
      answers.set(one.name, await window.call(one.path, input, one.take));
    }
  } finally {
    for (const window of windows.values()) await window.close();
    await transport.close();
  }
  return { transport: transport.name, answers };
}

const isRefusedResult = (value: unknown): value is { readonly refusal: unknown } =>
  typeof value === 'object' && value !== null && 'ok' in value && value.ok === false && 'refusal' in value;

/** The refusal in an answer, in either of its two forms. */
export function refusalIn(answer: Answer): unknown {
  if (!answer.ok) return answer.data;
  return isRefusedResult(answer.value) ? answer.value.refusal : undefined;
}

function meets(answer: Answer, expects: Expectation): void {
  if ('check' in expects) {
    expects.check(answer);
  } else if ('value' in expects) {
    expect(answer).toMatchObject({ ok: true, value: expects.value });
  } else if ('accepted' in expects) {
    expect(answer).toMatchObject({ ok: true, value: { ok: true, value: expects.accepted } });
  } else {
    const field = expects.field === undefined ? {} : { field: expects.field };
    expect(refusalIn(answer)).toMatchObject({ code: expects.refused, ...field });
  }
}

/** An id of a fault differs from run to run; nothing else of an error may. */
const withoutFaultIds = (answer: Answer): unknown =>
  JSON.parse(JSON.stringify(answer).replace(/"id":"[^"]*"/g, '"id":"#"'));

/** Declares the tests: one a transport and case, and one a case that all transports agree. What it returns tells the answers to others. */
export function runCases<C extends Context>(
  title: string,
  options: RunOptions<C>,
): (open: OpenTransport) => Promise<TransportAnswers> {
  const transports = options.transports ?? allTransports;
  const normalise = options.normalise ?? withoutFaultIds;
  const running = new Map<OpenTransport, Promise<TransportAnswers>>();
  const answersOf = (open: OpenTransport): Promise<TransportAnswers> => {
    const begun = running.get(open) ?? askAll(open, options);
    running.set(open, begun);
    return begun;
  };
  describe(title, () => {
    // All cases of a transport are one run: it must not count as the time of the first of them.
    beforeAll(async () => {
      for (const open of transports) await answersOf(open);
    }, 240_000);
    it.each(options.cases)('$name', async (one) => {
      const all: [string, unknown][] = [];
      for (const open of transports) {
        const { transport, answers } = await answersOf(open);
        const answer = answers.get(one.name);
        if (!answer) throw new Error(`${transport} gave no answer`);
        meets(answer, one.expects);
        all.push([transport, normalise(answer)]);
      }
      const [first] = all;
      for (const [transport, answer] of all) expect([transport, answer]).toEqual([transport, first?.[1]]);
    });
  });
  return answersOf;
}
