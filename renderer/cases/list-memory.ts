/** What the list was showing when a case was opened from it: coming back finds the same place. In memory only, and gone with the login. */
interface ListPlace {
  readonly search: string;
  readonly stream: string;
}

const nowhere: ListPlace = { search: '', stream: '' };
let place = nowhere;
let owner = '';

export const listPlaceOf = (staff: string): ListPlace => (owner === staff ? place : nowhere);

export function keepListPlace(staff: string, next: ListPlace): void {
  owner = staff;
  place = next;
}
