/** By what somebody who is typed may be looked for. */
import { checkPersonName } from '#shared/identity/person-name.ts';
import { checkPhone } from '#shared/identity/phone.ts';
import { checkResidentId } from '#shared/identity/resident-id.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { textOf } from './values.ts';

export interface Who {
  readonly idNumber?: string;
  readonly phone?: string;
  readonly name?: string;
}

/** Only what is whole is asked for: half a number would find half the town. */
export function whoOf(person: JsonObject): Who {
  const id = checkResidentId(textOf(person['idNumber']));
  const phone = checkPhone(textOf(person['phone']));
  const name = checkPersonName(textOf(person['name']));
  return {
    ...(id.ok ? { idNumber: id.value.number } : {}),
    ...(phone.ok ? { phone: phone.value.number } : {}),
    ...(name.ok && [...name.value].length > 1 ? { name: name.value } : {}),
  };
}
