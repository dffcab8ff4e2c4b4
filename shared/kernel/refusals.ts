/**
 * The closed list of refusal codes. Every code has a sentence in each language (`shared/words`); a test proves it.
 * The sentence says what is wrong, what was kept and what to do next.
 */
export const refusalCodes = [
  // input
  'input.invalid',
  'input.tooLong',
  'input.unknownKey',
  // identity
  'identity.length',
  'identity.characters',
  'identity.date',
  'identity.check',
  'identity.legacy15',
  'uscc.length',
  'uscc.characters',
  'uscc.check',
  'phone.invalid',
  // time
  'calendar.invalid',
  'date.future',
  'date.lateWithoutReason',
  'clock.doubtful',
  // numbers
  'number.malformed',
  'number.check',
  'number.unknown',
  'number.used',
  'qr.malformed',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];
