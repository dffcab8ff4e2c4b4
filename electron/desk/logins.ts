/** Who is logged in, kept up with the registry of staff. */
import { permissionsOf } from '#shared/kernel/permissions.ts';
import { staffValueSchema } from '#shared/kinds/staff/index.ts';
import type { DeskCore } from './core.ts';
import { recordsOf } from './queries/names.ts';
import { isSuspensionAsked } from './queries/requests.ts';
import { tell, type Runtime } from './runtime.ts';

/** Logins of a person whose roles or standing changed end or are brought up to date at once. */
export function refreshLogins(runtime: Runtime, core: DeskCore): void {
  const rows = new Map(recordsOf(core.store.read, 'staff').map((row) => [row.key, staffValueSchema.parse(row.value)]));
  for (const [connection, viewer] of runtime.logins) {
    const person = rows.get(viewer.staff);
    if (person?.isActive !== true || isSuspensionAsked(core.store.read, viewer.staff))
      runtime.logins.delete(connection);
    else if (person.name !== viewer.name || person.roles.join() !== viewer.roles.join())
      runtime.logins.set(connection, {
        ...viewer,
        name: person.name,
        roles: person.roles,
        may: permissionsOf(person.roles),
      });
  }
  tell(runtime, { type: 'status' });
}
