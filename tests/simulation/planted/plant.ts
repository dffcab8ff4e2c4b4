/** One change of the program's text, for a run of the simulator: a bug that must be found, or a limit made small so that it is met. */
export interface Planted {
  readonly name: string;
  /** From the root of the repository. */
  readonly file: string;
  /** Stands in the file exactly once; otherwise the run does not begin. */
  readonly find: string;
  readonly replace: string;
}

/** Throws where the text is not there exactly once: the program has changed, and this list has to follow. */
export function plantInto(source: string, { name, file, find, replace }: Planted): string {
  const pieces = source.split(find);
  if (pieces.length !== 2)
    throw new Error(`${name}: ${file} has the text ${String(pieces.length - 1)} times, not once`);
  return pieces.join(replace);
}
