/** How far a RETURN has come: stream and rev of the last entry, so that places compare as texts do; '' = nothing yet. */
import { z } from 'zod';
import { idSchema } from '../journal/entry.ts';

const revDigits = 10;

export const returnPlace = (stream: string, rev: number): string =>
  stream === '' ? '' : `${stream} ${String(rev).padStart(revDigits, '0')}`;

/** The stream in which it was cut. */
export const streamOfPlace = (place: string): string => place.split(' ')[0] ?? '';

const isPlace = (text: string): boolean => {
  const [stream, rev = ''] = text.split(' ');
  return text === '' || (idSchema.safeParse(stream).success && text === returnPlace(stream ?? '', Number(rev)));
};
export const returnPlaceSchema = z.string().max(60).refine(isPlace);
