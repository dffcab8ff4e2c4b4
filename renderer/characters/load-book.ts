import { readBook, type CharacterBook } from '#shared/characters/book.ts';

let loading: Promise<CharacterBook> | undefined;

/** Fetched when it is first wanted and kept: the program's own file, no line is needed. */
export const loadBook = (): Promise<CharacterBook> =>
  (loading ??= import('#shared/characters/characters.txt?raw').then(({ default: text }) => readBook(text)));
