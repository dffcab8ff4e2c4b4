import { describe, expect, it } from 'vitest';
import { endingOf, fittingName, isNameless, isShownHere, safeMime, sizeWords } from './file-facts.ts';

describe('a file', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1 KB'],
    [999 * 1024, '999 KB'],
    [1000 * 1024, '1.0 MB'],
    [52_428_800, '50.0 MB'],
  ])('of %i bytes is %s', (bytes, words) => {
    expect(sizeWords(bytes)).toBe(words);
  });

  it('is shown here only where nothing in it can run', () => {
    expect(isShownHere('image/jpeg')).toBe(true);
    for (const mime of ['image/svg+xml', 'text/html', 'application/pdf', '', 'image/jpeg ']) {
      expect(isShownHere(mime), mime).toBe(false);
      expect(safeMime(mime)).toBe('application/octet-stream');
    }
  });

  it('has a name the desk takes, with its ending', () => {
    expect(fittingName(' 证明.pdf ')).toBe('证明.pdf');
    const long = fittingName(`${'长'.repeat(300)}.pdf`);
    expect(long).toHaveLength(255);
    expect(long.endsWith('长.pdf')).toBe(true);
    // A rare character is two units; half of it is none.
    expect(fittingName(`${'长'.repeat(254)}𠮷`)).toBe('长'.repeat(254));
  });

  it('from the clipboard has no name of its own', () => {
    expect(['', 'image.png', 'Image.JPG'].every(isNameless)).toBe(true);
    expect(['照片.png', 'image-2.png', 'my image.png'].some(isNameless)).toBe(false);
    expect([endingOf('image/jpeg'), endingOf('image/png'), endingOf('application/pdf')]).toEqual(['jpg', 'png', '']);
  });
});
