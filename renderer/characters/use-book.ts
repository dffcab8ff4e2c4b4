import { useEffect, useState } from 'react';
import type { CharacterBook } from '#shared/characters/book.ts';
import { loadBook } from './load-book.ts';

export function useBook(): CharacterBook | undefined {
  const [book, setBook] = useState<CharacterBook>();
  useEffect(() => {
    let isGone = false;
    void loadBook().then((loaded) => {
      if (!isGone) setBook(loaded);
    });
    return () => {
      isGone = true;
    };
  }, []);
  return book;
}
