/** What a file may be called outside: names come from strangers' sticks and phones. */

/** Bytes of UTF-8; a name in ext4 has at most 255, and the person may want to add something. */
const longest = 200;
const fallback = '文件';
/** Separators, what Windows forbids, control characters, and the marks that turn `gpj.exe` round into `exe.jpg` on the screen. */
const forbidden = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
/** Windows opens a device of that name whatever the ending. */
const device = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

const shortened = (name: string, room: number): string => {
  let kept = '';
  for (const character of name) {
    if (bytesOf(kept + character) > room) break;
    kept += character;
  }
  return kept;
};

/** The name as proposed in the dialog: one plain name, at most 200 bytes, its ending kept; 文件 where nothing is left of it. */
export const outsideName = (name: string): string => {
  // A leading dot hides a file, a trailing dot or space is lost on Windows and changes the ending.
  const clean = name
    .replace(forbidden, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/gu, '');
  if (clean === '') return fallback;
  const safe = device.test(clean) ? `_${clean}` : clean;
  if (bytesOf(safe) <= longest) return safe;
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(safe)?.[0] ?? '';
  return shortened(safe.slice(0, safe.length - ending.length), longest - ending.length).trimEnd() + ending;
};
