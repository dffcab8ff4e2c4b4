/** Writer codes given to desks restored from a place. Best effort: a place that cannot be written to keeps nobody from restoring. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../store/durable.ts';
import { manifestsIn } from './keep.ts';
import { codesName } from './names.ts';
import { refusalOfError } from './place.ts';

const codesSchema = z.strictObject({ codes: z.array(z.string().regex(/^[0-9A-Z]{2}$/)).max(1024) });

/** All codes of a desk that this place knows of: of its backups, and of desks restored from them. */
export function codesKnownAt(place: string, desk: string): string[] {
  const own = manifestsIn(place).filter(({ manifest }) => manifest.desk === desk);
  const backedUp = own.flatMap(({ manifest }) => manifest.heads.map(({ code }) => code));
  return [...new Set([...backedUp, ...readCodes(join(place, codesName(desk)))])].sort();
}

export function keepCode(place: string, desk: string, code: string): void {
  const file = join(place, codesName(desk));
  const codes = [...new Set([...readCodes(file), code])].sort();
  try {
    writeDurably(file, Buffer.from(`${JSON.stringify({ codes })}\n`));
  } catch (error) {
    if (refusalOfError(place, error) === undefined) throw error;
  }
}

function readCodes(file: string): string[] {
  try {
    return codesSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).codes;
  } catch {
    return [];
  }
}
