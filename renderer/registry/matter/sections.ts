/** The parts in which a matter is read and edited. Every field the kind declares stands in one of them (`sections.test.ts`). */
export const sections = {
  basics: [
    ...[
      'code',
      'name',
      'category',
      'type',
      'version',
      'effectiveFrom',
      'decides',
      'authority',
      'village',
      'applicants',
    ],
    ...['isInPerson', 'isHandOnly', 'identityWays', 'isInstant', 'trips', 'phones', 'basis', 'retention'],
  ],
  limits: ['promised', 'statutory', 'upperLimit', 'tolerance', 'withdrawnAfter', 'villageLimit', 'fetchWithin'],
  materials: ['conditions', 'materials', 'pledge'],
  form: ['fields'],
  stages: ['stages', 'approvals', 'specials'],
  officialForms: ['officialForms'],
  guide: ['fees', 'places', 'questions'],
  hints: ['hints'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Section = keyof typeof sections;
export const sectionNames = Object.keys(sections) as Section[];

export const fieldsOfSection = (section: Section): readonly string[] => sections[section];

/** Where a refusal is to be mended: `materials.0.name` → materials. */
export const sectionOf = (path: string): Section | undefined => {
  const field = path.split('.')[0] ?? '';
  return sectionNames.find((section) => fieldsOfSection(section).includes(field));
};
