import { eventIterator, oc } from '@orpc/contract';
import { implement } from '@orpc/server';
import { z } from 'zod';
import type { Connection, DeskDoor, DoorLogLine, DoorPorts } from '../../../electron/desk/door/transport.ts';

/** A made-up contract and desk: just enough to prove the transports and the harness, before and beside the real one. */
const refusal = z.strictObject({
  code: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  field: z.string().optional(),
});
const base = oc.errors({ REFUSED: { status: 422, data: refusal } });

const person = z.strictObject({ name: z.string().min(1).max(20), tags: z.record(z.string(), z.int()).optional() });
export const madeUpContract = {
  notes: {
    add: base
      .input(z.strictObject({ text: z.string().min(1), person }))
      .output(z.strictObject({ count: z.int(), first: z.string() })),
    whoAmI: base.output(z.strictObject({ login: z.string().nullable(), hasConnection: z.boolean() })),
    refuse: base.output(z.strictObject({})),
    result: base
      .input(z.strictObject({ good: z.boolean() }))
      .output(
        z.discriminatedUnion('ok', [
          z.strictObject({ ok: z.literal(true), value: z.int() }),
          z.strictObject({ ok: z.literal(false), refusal }),
        ]),
      ),
    breakDown: base.output(z.strictObject({})),
    breakPromise: base.output(z.strictObject({ count: z.int() })),
    breakStream: base.output(eventIterator(z.strictObject({ at: z.int() }))),
  },
  login: { as: base.input(z.strictObject({ name: z.string() })).output(z.strictObject({})) },
  changed: { follow: base.output(eventIterator(z.strictObject({ count: z.int() }))) },
};

interface MadeUpContext {
  readonly connection: Connection;
}

interface State {
  readonly texts: string[];
  readonly logins: Map<string, string>;
  readonly waiting: Set<(count: number) => void>;
}

export const secretOfFault = '张三 360732198503070019';

function routerOn(state: State) {
  const at = implement(madeUpContract).$context<MadeUpContext>();
  return at.router({
    notes: {
      add: at.notes.add.handler(({ input }) => {
        state.texts.push(input.text);
        state.waiting.forEach((tell) => {
          tell(state.texts.length);
        });
        return { count: state.texts.length, first: state.texts[0] ?? '' };
      }),
      whoAmI: at.notes.whoAmI.handler(({ context }) => ({
        login: state.logins.get(context.connection.id) ?? null,
        hasConnection: context.connection.id !== '',
      })),
      refuse: at.notes.refuse.handler(({ errors }) => {
        throw errors.REFUSED({ data: { code: 'number.used', details: { number: 'N1' }, field: 'number' } });
      }),
      result: at.notes.result.handler(({ input }) =>
        input.good ? { ok: true, value: 7 } : { ok: false, refusal: { code: 'number.unknown' } },
      ),
      breakDown: at.notes.breakDown.handler(() => {
        throw new RangeError(secretOfFault);
      }),
      breakPromise: at.notes.breakPromise.handler(() => ({ count: Number.NaN })),
      breakStream: at.notes.breakStream.handler(async function* () {
        yield await Promise.resolve({ at: 1 });
        throw new RangeError(secretOfFault);
      }),
    },
    login: {
      as: at.login.as.handler(({ input, context }) => {
        state.logins.set(context.connection.id, input.name);
        return {};
      }),
    },
    changed: { follow: at.changed.follow.handler(({ signal }) => follow(state, signal)) },
  });
}

/** Tells the count now, then each new one, until the asker leaves. */
async function* follow(state: State, signal: AbortSignal | undefined): AsyncGenerator<{ count: number }, void> {
  const queue: number[] = [state.texts.length];
  let wake = (): void => undefined;
  const tell = (count: number): void => {
    queue.push(count);
    wake();
  };
  state.waiting.add(tell);
  signal?.addEventListener('abort', () => {
    wake();
  });
  try {
    while (!signal?.aborted) {
      const count = queue.shift();
      if (count !== undefined) yield { count };
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    state.waiting.delete(tell);
  }
}

export interface MadeUpDesk {
  readonly door: DeskDoor<MadeUpContext>;
  readonly ports: DoorPorts;
  readonly log: readonly DoorLogLine[];
  readonly ended: readonly string[];
  /** How many follow the changes now. */
  followers(): number;
}

export function openMadeUpDesk(): MadeUpDesk {
  const state: State = { texts: [], logins: new Map(), waiting: new Set() };
  const log: DoorLogLine[] = [];
  const ended: string[] = [];
  let ids = 0;
  return {
    door: {
      router: routerOn(state),
      contextFor: (connection) => ({ connection }),
      ended: (connection) => {
        state.logins.delete(connection.id);
        ended.push(connection.id);
      },
    },
    ports: { newId: () => `id-${String(++ids)}`, log: (line) => log.push(line) },
    log,
    ended,
    followers: () => state.waiting.size,
  };
}
