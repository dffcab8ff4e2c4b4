/** Faculties that a station switches on; what is off leaves no trace (design decision 10). */
export const faculties = [
  'queue',
  'rating',
  'signaturePad',
  'secondScreen',
  'proxy',
  'mediation',
  'booking',
  'copyOver',
  'publication',
] as const;
export type Faculty = (typeof faculties)[number];
