/** What was looked for when somebody's page was opened: coming back finds the same list. In memory only, and gone with the login. */
let sought = '';
let owner = '';

export const soughtOf = (staff: string): string => (owner === staff ? sought : '');

export function keepSought(staff: string, typed: string): void {
  owner = staff;
  sought = typed;
}
