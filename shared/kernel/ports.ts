/** What composition roots pass in: nothing else reads the clock or draws random numbers. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

export interface Random {
  bytes(count: number): Uint8Array;
}

/** SM3 (GB/T 32905-2016): bytes in, 32 bytes out. */
export type Sm3 = (bytes: Uint8Array) => Uint8Array;
