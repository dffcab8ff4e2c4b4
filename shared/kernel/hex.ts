/** Reading hexadecimal; writing it is `toHex` of the entry. Throws for what is none: schemas have looked before. */
export function fromHex(text: string): Uint8Array {
  if (!/^([0-9a-f]{2})*$/u.test(text)) throw new TypeError('not hexadecimal');
  return Uint8Array.from({ length: text.length / 2 }, (_, at) => Number.parseInt(text.slice(2 * at, 2 * at + 2), 16));
}
