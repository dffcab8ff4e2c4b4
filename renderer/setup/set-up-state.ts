/** Everything typed in the set-up, in one place: going back and forth between its steps loses nothing. */
import type { DeskClient } from '#shared/contract/index.ts';
import { checkPassword } from '#shared/identity/password-policy.ts';
import { checkGroup, groupCount } from '#shared/identity/recovery-phrase.ts';

export type SetUpInput = Parameters<DeskClient['setUp']['complete']>[0];

export interface SetUpState {
  readonly township: { readonly code: string; readonly name: string };
  readonly station: SetUpInput['station'];
  readonly desk: string;
  readonly staff: SetUpInput['staff'];
  readonly passwordAgain: string;
  readonly phrase: readonly string[];
  readonly backupFolder: string;
}

export const steps = ['place', 'staff', 'phrase', 'typeBack', 'backup'] as const;
export type Step = (typeof steps)[number];

/** What each step's fields get. */
export interface StepProps {
  readonly state: SetUpState;
  readonly set: (change: Partial<SetUpState>) => void;
}

export const emptyState = (deskName: string): SetUpState => ({
  township: { code: '', name: '' },
  station: { code: '', name: '', form: 'hall', phone: '' },
  desk: deskName,
  staff: { name: '', login: '', password: '' },
  passwordAgain: '',
  phrase: Array.from({ length: groupCount }, () => ''),
  backupFolder: '',
});

/** GB/T 10114: the nine digits of a township, three more for what lies below it. */
const isTownship = (code: string): boolean => /^\d{9}$/.test(code);
const isStation = (code: string, township: string): boolean => /^\d{12}$/.test(code) && code.startsWith(township);

const isFilled = (text: string): boolean => text.trim() !== '';

/** Whether a step has all it needs; the sentences for what is wrong stand beside the fields. */
export function isStepDone(step: Step, state: SetUpState): boolean {
  const { township, station, desk, staff, passwordAgain, phrase } = state;
  switch (step) {
    case 'place':
      return (
        isTownship(township.code) &&
        isFilled(township.name) &&
        isStation(station.code, township.code) &&
        isFilled(station.name) &&
        isFilled(desk)
      );
    case 'staff':
      return (
        isFilled(staff.name) &&
        isFilled(staff.login) &&
        checkPassword(staff.password, staff.login).ok &&
        staff.password === passwordAgain
      );
    case 'phrase':
    case 'backup':
      return true;
    case 'typeBack':
      return phrase.every((group, index) => checkGroup(index, group).ok);
  }
}

export const inputOf = (state: SetUpState): SetUpInput => ({
  township: state.township,
  station: state.station,
  desk: state.desk,
  staff: state.staff,
  phrase: state.phrase.map(plainGroup),
  backupFolder: state.backupFolder.trim(),
});

function plainGroup(group: string, index: number): string {
  const checked = checkGroup(index, group);
  return checked.ok ? checked.value : group;
}
