/** What a desk needs to write and read files on a stick (`#shared/sync/stick.ts`), and what it remembers of them. */
import { z } from 'zod';
import { stickRefusals, type StickRefusal } from '#shared/sync/carry.ts';
import type { RefusalCode } from '#shared/kernel/refusals.ts';
import type { DeskCore } from '../../core.ts';
import type { Ed25519 } from '../../keys/ed25519.ts';
import { createStickKey, type StickKey } from '../../keys/stick-key.ts';
import type { CryptoProvider } from '../../keys/provider.ts';
import type { SettingSpec } from '../../settings.ts';

export interface StickParts {
  readonly core: DeskCore;
  readonly ed25519: Ed25519;
  /** `0.1.0`: told to the hub. */
  readonly app: string;
  /** Opens the hub's answers. */
  readonly key: StickKey;
}

/** Of the root key, as every key of this desk: a restored desk has it again, a stolen stick has not. */
export const stickKeyOf = (crypto: CryptoProvider, rootKey: Uint8Array): StickKey =>
  createStickKey(crypto.deriveKey(rootKey, 'tongban stick 1'));

const rememberedSchema = z.strictObject({
  /** The file that was last written, when, and how many acts it carried. */
  out: z.strictObject({ file: z.string(), at: z.string(), acts: z.int() }).nullable(),
  /** To which file an answer was last taken in, and when. */
  back: z.strictObject({ file: z.string(), at: z.string() }).nullable(),
});
export const stickSetting: SettingSpec<z.infer<typeof rememberedSchema>> = {
  key: 'link.stick',
  schema: rememberedSchema,
  usual: { out: null, back: null },
};

/** What the hub says of a file that was handed on for another, in the words of this desk. */
const handedOn: Readonly<Record<StickRefusal, RefusalCode>> = {
  notOne: 'stick.notOne',
  notForHere: 'stick.carryNotForHere',
  wrongWay: 'stick.carryWrongWay',
  newer: 'stick.carryNewer',
  signature: 'stick.carryUnknown',
  unknownWriter: 'stick.carryUnknown',
  revoked: 'stick.carryRevoked',
  clone: 'stick.carryClone',
};
export const handedOnRefusal = (why: StickRefusal = stickRefusals[0]): RefusalCode => handedOn[why];
