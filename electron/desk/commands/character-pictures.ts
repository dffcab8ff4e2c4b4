/**
 * 字图: pictures of characters that no face has (private use of a card's own system, the newest extension), drawn or photographed by a
 * clerk from the card. They are this computer's own, since a private character means another one elsewhere; a paper carries the picture
 * in its blocks, so a reprint is the same anywhere.
 */
import { z } from 'zod';
import { glyphPicture } from '#shared/documents/blocks.ts';
import { isCovered } from '#shared/documents/coverage.ts';
import { codePointName } from '#shared/kernel/code-points.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { DeskCore } from '../core.ts';
import { readSetting, writeSetting, type SettingSpec } from '../settings.ts';
import { transact, type ReadHandle, type Transaction } from '../store/handles.ts';

/** By code point, as `U+E000`. */
const characterPictures: SettingSpec<Readonly<Record<string, string>>> = {
  key: 'characterPictures',
  schema: z.record(z.string(), glyphPicture),
  usual: {},
};

/** Read when the first is asked for: most papers need none. */
export function picturesIn(handle: ReadHandle | Transaction): (character: string) => string | undefined {
  let kept: Readonly<Record<string, string>> | undefined;
  return (character) => (kept ??= readSetting(handle, characterPictures))[codePointName(character)];
}

export interface CharacterPicture {
  readonly character: string;
  readonly picture: string;
}

/** The last one counts. Refusal: character.drawn (a face has it, and a picture would only be worse). */
export function keepCharacterPicture(
  core: DeskCore,
  { character, picture }: CharacterPicture,
): Result<Record<string, never>> {
  if (isCovered(character)) return refuse('character.drawn', { codePoint: codePointName(character) });
  transact(core.store.write, (transaction) => {
    const kept = readSetting(transaction, characterPictures);
    writeSetting(transaction, characterPictures, { ...kept, [codePointName(character)]: picture });
  });
  return ok({});
}
