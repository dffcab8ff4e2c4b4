import { mapEventIterator, ORPCError } from '@orpc/client';
import { ValidationError } from '@orpc/contract';
import type { Context } from '@orpc/server';
import type { RPCHandlerOptions } from '@orpc/server/message-port';
import { wireCodes, wireStatus } from '#shared/contract/wire.ts';
import { pathsOf, refusalOfIssues, type Issue } from '#shared/kernel/issue-refusal.ts';
import type { Refusal } from '#shared/kernel/result.ts';
import type { DoorPorts, FaultTrace } from './transport.ts';

type Options<C extends Context> = Required<Pick<RPCHandlerOptions<C>, 'interceptors' | 'clientInterceptors'>>;
export type CallInterceptor<C extends Context> = Options<C>['clientInterceptors'][number];
type RequestInterceptor<C extends Context> = Options<C>['interceptors'][number];

const refused = (refusal: Refusal, status: number = wireStatus.refused): ORPCError<string, Refusal> =>
  new ORPCError(wireCodes.refused, { status, message: refusal.code, data: refusal });

/** Bad input: what the first issue says, and `paths` to all that is wrong. */
function invalidInput(issues: readonly Issue[], input: unknown): ORPCError<string, Refusal> {
  const refusal = refusalOfIssues(issues, input);
  return refused({ ...refusal, details: { ...refusal.details, paths: pathsOf(issues).join(', ') } });
}

/** A body that is no call at all. */
export const notACall = (): ORPCError<string, Refusal> => invalidInput([], undefined);

export const tooLargeInput = (limitBytes: number): ORPCError<string, Refusal> =>
  refused({ code: 'input.tooLarge', details: { limitMb: limitBytes / 1024 / 1024 } }, wireStatus.tooLarge);

const unknownProcedure = (): ORPCError<string, Refusal> => refused({ code: 'program.unknown' }, wireStatus.unknown);

function traceOf(error: unknown): FaultTrace {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const frames = (error.stack ?? '').split('\n').map((line) => line.trim());
  const issues = error.cause instanceof ValidationError ? error.cause.issues : undefined;
  return {
    name: error.name,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    frames: frames.filter((line) => line.startsWith('at ')).slice(0, 12),
    ...(issues ? { paths: pathsOf(issues) } : {}),
  };
}

function fault(error: unknown, path: readonly string[], ports: DoorPorts): ORPCError<string, Refusal> {
  const id = ports.newId();
  ports.log({ event: 'fault', id, procedure: path.join('.'), error: traceOf(error) });
  const data: Refusal = { code: 'desk.internal', details: { id } };
  return new ORPCError(wireCodes.fault, { status: wireStatus.fault, message: data.code, data });
}

/** Around every procedure on every transport: declared errors pass, bad input is named by path, all else is one opaque fault. */
export function guardCalls<C extends Context>(ports: DoorPorts): CallInterceptor<C> {
  return async (options) => {
    const declared: object = options.procedure['~orpc'].errorMap;
    const onWire = (error: unknown): unknown => {
      if (options.signal?.aborted) return error;
      if (!(error instanceof ORPCError)) return fault(error, options.path, ports);
      if (Object.hasOwn(declared, String(error.code))) return error;
      const broken = error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError ? error.cause : undefined;
      return broken ? invalidInput(broken.issues, broken.data) : fault(error, options.path, ports);
    };
    try {
      const output = await options.next();
      return isStream(output) ? guardStream(output, onWire) : output;
    } catch (error) {
      throw onWire(error);
    }
  };
}

function isStream(output: unknown): output is AsyncIterator<unknown> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output && 'next' in output;
}

const guardStream = (stream: AsyncIterator<unknown>, onWire: (error: unknown) => unknown): AsyncIterator<unknown> =>
  mapEventIterator(stream, {
    value: (value: unknown) => Promise.resolve(value),
    error: (error) => Promise.resolve(onWire(error)),
  });

/** What fails before a procedure is reached becomes a refusal too: no such procedure, a body that is no call. */
function guardRequests<C extends Context>(ports: DoorPorts, reached: WeakSet<C>): RequestInterceptor<C> {
  return async (options) => {
    try {
      const result = await options.next();
      if (!result.matched) throw unknownProcedure();
      return result;
    } catch (error) {
      if (error instanceof ORPCError) throw error;
      const path = [options.request.url.pathname];
      throw reached.has(options.context) ? fault(error, path, ports) : notACall();
    }
  };
}

/** The guard as options for either RPC handler of oRPC. Each request must bring its own context object. */
export function guardedOptions<C extends Context>(ports: DoorPorts): Options<C> {
  const reached = new WeakSet<C>();
  const guard = guardCalls<C>(ports);
  return {
    interceptors: [guardRequests(ports, reached)],
    clientInterceptors: [
      (options) => {
        reached.add(options.context);
        return guard(options);
      },
    ],
  };
}
