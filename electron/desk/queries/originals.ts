/** 原件保管簿: originals that lay here on a day, those that went back on it or later among them. */
import type { OriginalLine } from '#shared/contract/owed.ts';
import { maskName } from '#shared/identity/masking.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import { originalBackKind, originalKind, originalLostKind } from '#shared/kinds/mechanism/project.ts';
import { hallOf, momentOf } from '#shared/kinds/service/papers.ts';
import { addDays, type PlainDate } from '#shared/time/plain-date.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { all, sql } from '../store/handles.ts';
import { custodyOf, originalRow } from './custody.ts';
import { staffNames, stationName } from './names.ts';
import { nowOf } from './standings.ts';
import { visibleTo } from './viewer.ts';

interface Row {
  readonly stream: string;
  readonly number: string;
  readonly petitioner: string;
  readonly title: string;
  readonly station: string;
  readonly value: string;
}

/** What a sheet holds; a hall that keeps more has another trouble. */
const longest = 2000;

/** Both ranges go along the key, which begins with the day. */
function rowsOn(core: DeskCore, viewer: Viewer, day: PlainDate): readonly Row[] {
  return all(
    core.store.read,
    sql<Row>`SELECT c.stream, c.number, c.petitioner, c.title, c.station, r.value
      FROM live_record r JOIN live_case c ON c.stream = r.stream
      WHERE r.kind IN (${originalKind}, ${originalLostKind}) AND r.key < ${addDays(day, 1)} AND ${visibleTo(viewer)}
      UNION ALL SELECT c.stream, c.number, c.petitioner, c.title, c.station, r.value
      FROM live_record r JOIN live_case c ON c.stream = r.stream
      WHERE r.kind = ${originalBackKind} AND r.key >= ${day} AND ${visibleTo(viewer)} LIMIT ${longest + 1}`,
  );
}

/** What is missing first, then the oldest. */
const placeInBook = ({ lost, since }: OriginalLine): string => `${lost?.isOpen === true ? '0' : '1'} ${since}`;

export function originalsOn(core: DeskCore, viewer: Viewer, day: PlainDate) {
  const found = rowsOn(core, viewer, day);
  const names = staffNames(core.store.read);
  const rows = found.slice(0, longest).flatMap((row): OriginalLine[] => {
    const original = originalRow.parse(JSON.parse(row.value));
    const { material, copies, since, place = '', returned } = original;
    if (dayOf(since) > day) return [];
    return [
      {
        ...{ stream: row.stream, number: row.number, petitioner: maskName(row.petitioner), title: row.title },
        ...{ material, copies, since, place, stationName: stationName(core.store.read, row.station) },
        returnedOn: returned?.on ?? null,
        returnedTo: returned === undefined ? '' : maskName(returned.to),
        ...custodyOf(original, names, day),
      },
    ];
  });
  const sorted = rows.toSorted((one, other) => (placeInBook(one) < placeInBook(other) ? -1 : 1));
  return { rows: sorted, isMore: found.length > longest };
}

/** Where it is, as the sheet says it: in whose hands, or in which drawer. */
function whereOf({ holder, place }: OriginalLine): string {
  if (holder === null) return place;
  const says = {
    here: place,
    owner: '',
    staff: holder.name,
    outside: `留在${holder.name}`,
    lost: '遗失',
    settled: '遗失已处理',
  };
  return says[holder.at];
}

/** One that went back after that day was still here on it. */
export function originalsBookFacts(core: DeskCore, viewer: Viewer, day: PlainDate): JsonObject {
  const { rows } = originalsOn(core, viewer, day);
  return {
    hall: hallOf(core.station),
    day,
    rows: rows.map((row) => {
      const { number, petitioner, material, copies, since, returnedOn, returnedTo } = row;
      const place = whereOf(row);
      return {
        ...{ number, petitioner, material, copies, since: dayOf(since) },
        ...(place === '' ? {} : { place }),
        ...(returnedOn !== null && dayOf(returnedOn) === day ? { returned: `${day} ${returnedTo}`.trim() } : {}),
      };
    }),
    printedBy: viewer.name,
    printedAt: momentOf(nowOf(core)),
  };
}
