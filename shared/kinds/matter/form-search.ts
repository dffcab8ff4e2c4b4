/** What search finds a case by in its matter's form: names of the people in it, and its texts. */
import type { PersonRow } from '../mechanism/rows.ts';
import type { FormValues } from './form-values.ts';

type PersonIn = { readonly name: string; readonly idNumber?: string | undefined; readonly phone?: string | undefined };

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Members of a household and other people named in a form; role `member`. */
export const peopleInForm = (form: FormValues): readonly PersonRow[] =>
  Object.values(form).flatMap((value) => {
    if (!isObject(value)) return [];
    if ('members' in value) return (value.members as { person: PersonIn }[]).map(({ person }) => rowOf(person));
    return 'name' in value ? [rowOf(value as PersonIn)] : [];
  });

const rowOf = ({ name, idNumber, phone }: PersonIn): PersonRow => ({
  role: 'member',
  name,
  ...(idNumber === undefined ? {} : { idNumber }),
  ...(phone === undefined ? {} : { phone }),
});

/** Texts and choices. Numbers and days find too much; an account number is nobody's to search for. */
export const textInForm = (form: FormValues): string =>
  Object.values(form)
    .flatMap((value) => (Array.isArray(value) ? (value as readonly unknown[]) : [value]))
    .filter((value) => typeof value === 'string' && !/^\d{4}-\d{2}-\d{2}$/.test(value))
    .join(' ');
