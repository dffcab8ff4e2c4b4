/**
 * Scopes: which streams a desk receives. A grant belongs to the desk (its station and its enrolled duties), and is read from the
 * hub's own tables; what a person sees of it is the door's business.
 *
 *     r            every registry of the township: stations, staff, catalogue, calendar, writers
 *     h            every case of the township, for the desks of the hall; no sealed parts
 *     s:<code>     the cases of one station: begun there, or dispatched to it
 *     p:<kind>     sealed parts of one kind, for desks enrolled for that duty
 *     d:<desk>     a desk's own registries that the township has not taken over: for that desk alone
 */
import type { Kind } from '../kinds/mechanism/define.ts';
import type { StreamState } from '../kinds/mechanism/state.ts';

export interface Grant {
  /** 12-digit code of the desk's station. */
  readonly station: string;
  /** A desk of the hall sees every case of the township. */
  readonly isHall: boolean;
  /** Kinds of sealed parts it is enrolled for. */
  readonly parts: readonly string[];
}

export const registryScope = 'r';
export const hallScope = 'h';
export const stationScope = (code: string): string => `s:${code}`;
export const deskScope = (desk: string): string => `d:${desk}`;
export const partScope = (kind: string): string => `p:${kind}`;

/** Which desk has these scopes, by the hub's register; undefined before the first contact. */
export const deskOfScopes = (scopes: readonly string[]): string | undefined =>
  scopes.find((scope) => scope.startsWith(deskScope('')))?.slice(deskScope('').length);

export const scopesOfGrant = ({ station, isHall, parts }: Grant, desk: string): readonly string[] =>
  [registryScope, deskScope(desk), isHall ? hallScope : stationScope(station), ...parts.map(partScope)].sort();

/**
 * Where a stream belongs. Only kinds that say who else is concerned (`concerns`) need a state for it. `owner`: the desk that brought a
 * registry of its own from when it stood alone, until the township takes it over; '' = the township's.
 */
export function scopesOfStream(kind: Kind, station: string, owner: string, state?: StreamState): readonly string[] {
  if (kind.form === 'registry') return [owner === '' ? registryScope : deskScope(owner)];
  if (kind.form === 'part') return [partScope(kind.kind)];
  const others = state === undefined ? [] : (kind.concerns?.(state) ?? []);
  return [hallScope, ...new Set([station, ...others].map(stationScope))].sort();
}

/** Whether a desk may add to a stream: it belongs to one of its scopes. */
export const mayWrite = (granted: readonly string[], scopes: readonly string[]): boolean =>
  scopes.some((scope) => granted.includes(scope));
