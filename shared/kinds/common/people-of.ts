/** The people of a case as lists and search know them: the petitioner, and whoever speaks or is called for them. */
import type { PersonRow } from '../mechanism/rows.ts';
import { isBody, numberOfPetitioner, type Petitioner } from './petitioner.ts';

export function peopleOf(petitioner: Petitioner): readonly PersonRow[] {
  const { name, phone, party, agent, contact } = petitioner;
  const number = numberOfPetitioner(petitioner);
  const others = isBody(petitioner) ? { representative: petitioner.representative } : { guardian: petitioner.guardian };
  return [
    rowOf('petitioner', { name, idNumber: number, phone, party }),
    ...Object.entries({ ...others, agent }).flatMap(([role, one]) => (one ? [rowOf(role, one)] : [])),
    ...(contact ? [rowOf('contact', { name: contact.name ?? name, phone: contact.phone })] : []),
  ];
}

interface Somebody {
  readonly name: string;
  readonly idNumber?: string | undefined;
  readonly phone?: string | undefined;
  readonly party?: string | undefined;
}

const rowOf = (role: string, { name, idNumber, phone, party }: Somebody): PersonRow => ({
  role,
  name,
  ...(idNumber === undefined ? {} : { idNumber }),
  ...(phone === undefined ? {} : { phone }),
  ...(party === undefined ? {} : { party }),
});
