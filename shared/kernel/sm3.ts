import { sm3 as sm3Hex } from 'sm-crypto-v2';
import type { Sm3 } from './ports.ts';

/**
 * SM3 (GB/T 32905-2016) in plain JavaScript, for rooms without Node; the desk has a faster one in `electron/desk/keys/provider.ts`.
 * NOT a certified product (商用密码产品认证): it computes the published algorithm, no more.
 */
export const sm3: Sm3 = (bytes) => hexToBytes(sm3Hex(bytes));

function hexToBytes(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
}
