/** What a desk's program is started with. */
export interface DeskOrder {
  readonly name: string;
  readonly dir: string;
  readonly station: string;
  readonly isHall: boolean;
  /** It has the township's matter from when it stood alone. */
  readonly isFirst: boolean;
  /** Another one at each start: ids must not come again. */
  readonly seed: number;
  /** Where the hub is, as this desk reaches it. */
  readonly url: string;
  /** Of its invitation; used at its first start. */
  readonly code: string;
  /** Milliseconds between two acts, at most. */
  readonly pause: number;
}
