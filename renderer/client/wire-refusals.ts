import { ORPCError, type ClientContext } from '@orpc/client';
import type { StandardLinkOptions } from '@orpc/client/standard';
import { callLimitBytes, wireCodes, wireStatus } from '#shared/contract/wire.ts';
import type { Refusal } from '#shared/kernel/result.ts';

export type LinkContext = ClientContext;
export type LinkInterceptor = NonNullable<StandardLinkOptions<LinkContext>['clientInterceptors']>[number];

/** A refusal of the transport itself, in the shape in which the desk's own arrive. */
export const refusedHere = (refusal: Refusal, status: number = wireStatus.refused): ORPCError<string, Refusal> =>
  new ORPCError(wireCodes.refused, { status, message: refusal.code, data: refusal });

/** Told before it is sent: the host hangs up on what is too large, and a broken connection tells a clerk nothing. */
export const refuseTooLarge: LinkInterceptor = async (options) => {
  const text = JSON.stringify(options.request.body ?? null);
  const isTooLarge = text.length > callLimitBytes / 3 && new TextEncoder().encode(text).length > callLimitBytes;
  if (!isTooLarge) return options.next();
  const limitMb = callLimitBytes / 1024 / 1024;
  throw refusedHere({ code: 'input.tooLarge', details: { limitMb } }, wireStatus.tooLarge);
};
