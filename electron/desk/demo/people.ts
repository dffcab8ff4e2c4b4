/** Made-up people of a township: numbers with a right check digit that belong to nobody, names of their age and sex. */
import { makeResidentId } from '#shared/identity/resident-id.ts';
import { addDays, getPlainDate, yearOf, type PlainDate } from '#shared/time/plain-date.ts';
import type { CounterWords } from './counter-words.ts';
import { weighted, type Draw } from './draw.ts';

export interface MadeUpPerson {
  readonly name: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly address: string;
}

export interface MakePeople {
  /** Somebody whose age on `today` lies within `ages`. */
  readonly person: (draw: Draw, today: PlainDate, ages: readonly [number, number]) => MadeUpPerson;
}

/** `places`: villages as they stand in an address. `area`: the county's six digits. */
export function peopleOf(words: CounterWords, area: string, places: readonly string[]): MakePeople {
  const surname = weighted(Object.entries(words.surnames));
  const name = (draw: Draw, age: number, isMale: boolean): string => {
    if (draw.chance(0.03)) return draw.pick(words.rareNames);
    const { old, middle, young } = words.givenNames;
    const given = age >= 60 ? old : age >= 32 ? middle : young;
    return surname(draw) + draw.pick(isMale ? given.male : given.female);
  };
  return {
    person: (draw, today, [youngest, oldest]) => {
      const age = youngest + draw.below(oldest - youngest + 1);
      const isMale = draw.chance(0.5);
      const birth = birthFor(draw, today, age);
      const sequence = draw.below(500) * 2 + (isMale ? 1 : 0);
      // Most were registered here; some married or moved in from the next counties.
      const home = draw.chance(0.9) ? area : String(Number(area) - draw.below(8));
      return {
        name: name(draw, age, isMale),
        idNumber: makeResidentId({ area: home, birth, sequence }),
        phone: `1${draw.pick(['35', '38', '39', '50', '59', '77', '87', '88'])}${String(draw.below(10 ** 8)).padStart(8, '0')}`,
        address: `${draw.pick(places)}${draw.pick(words.groups)}`,
      };
    },
  };
}

/** A birthday that makes somebody `age` years old on the day. */
function birthFor(draw: Draw, today: PlainDate, age: number): PlainDate {
  const year = String(yearOf(today) - age).padStart(4, '0');
  const thisYears = getPlainDate(`${year}-${today.slice(5) === '02-29' ? '02-28' : today.slice(5)}`);
  return addDays(thisYears, -draw.below(364));
}
