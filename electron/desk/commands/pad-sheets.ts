/** The sheets of a pad: signed when their numbers are reserved, drawn again from what was written down then. */
import type { IssuedBlocks } from '#shared/documents/blocks.ts';
import { leavesOf } from '#shared/documents/blocks.ts';
import { sealPaper, unsealedQr } from '#shared/documents/paper-seal.ts';
import { blankReceipt as blank } from '#shared/documents/blank-receipt.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import type { Learnt } from '#shared/kinds/mechanism/learnt.ts';
import { hallOf } from '#shared/kinds/service/papers.ts';
import type { PlainDate } from '#shared/time/plain-date.ts';

/** What a pad's entry says of its sheets. */
export interface Pad {
  readonly numbers: readonly string[];
  readonly codes: readonly string[];
  readonly hall: ReturnType<typeof hallOf>;
}

const drawSheet = ({ numbers, codes, hall }: Pad, on: PlainDate, index: number): Result<IssuedBlocks> => {
  const sheet = `${on} 第 ${String(index + 1)} 张 共 ${String(numbers.length)} 张`;
  return blank.issue({ hall, number: numbers[index] ?? '', qr: codes[index] ?? '', sheet });
};

export const drawSheets = (pad: Pad, on: PlainDate): Result<IssuedBlocks[]> => eachSheet(pad, on, (issued) => issued);

function eachSheet<T>(pad: Pad, on: PlainDate, make: (issued: IssuedBlocks, index: number) => T): Result<T[]> {
  const made: T[] = [];
  for (const index of pad.numbers.keys()) {
    const issued = drawSheet(pad, on, index);
    if (!issued.ok) return issued;
    made.push(make(issued.value, index));
  }
  return ok(made);
}

/** One code a sheet, all of the day `on`. */
export function signPad(learnt: Learnt, numbers: readonly string[], on: PlainDate): Result<Pad> {
  const { web } = learnt.station;
  const signer = learnt.signer();
  const fields = numbers.map((number) => ({ number, paper: blank.code, on, token: learnt.mint.token() }));
  const pad = { numbers, codes: fields.map((one) => unsealedQr(one, web)), hall: hallOf(learnt.station) };
  const codes = eachSheet(pad, on, (issued, index) => {
    const one = fields[index];
    return one === undefined ? '' : codeOn(sealPaper(signer, one, issued, web));
  });
  return codes.ok ? ok({ ...pad, codes: codes.value }) : codes;
}

const codeOn = (issued: IssuedBlocks): string => leavesOf(issued).find((block) => block.type === 'qr')?.content ?? '';
