/** 承办人: in whose hands the cases are, as a condition of SQL; `chargeOf` says the same of one that was loaded. */
import type { Sql } from 'sql-template-tag';
import { chargeKind } from '#shared/kinds/mechanism/project.ts';
import { sql } from '../store/handles.ts';

/** On a case `c`: those of whoever began it have no row of their own. */
export const inChargeOf = (staff: string): Sql =>
  sql`((c.began_by = ${staff} AND NOT EXISTS (SELECT 1 FROM live_record h WHERE h.stream = c.stream AND h.kind = ${chargeKind}))
    OR EXISTS (SELECT 1 FROM live_record h WHERE h.kind = ${chargeKind} AND h.key = ${staff} || ' ' || c.stream))`;
