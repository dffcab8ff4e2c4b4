/** The program itself as the author of an act that nobody asked for: an official number, what it noted of the hub. */
import { permissions } from '#shared/kernel/permissions.ts';
import type { DeskCore, Viewer } from '../core.ts';

export const theDesk = ({ writer }: DeskCore): Viewer => ({
  staff: 'desk',
  name: 'desk',
  roles: [],
  may: new Set(permissions),
  station: writer.station,
});
