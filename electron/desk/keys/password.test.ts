import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  checkPassword,
  createVerifier,
  defaultPasswordPolicy,
  passwordPolicySchema,
  verifyPassword,
} from './password.ts';
import { createCrypto, type CryptoProvider } from './provider.ts';
import type { ScryptCost } from './scrypt.ts';

const crypto = createCrypto({ bytes: (count) => new Uint8Array(randomBytes(count)) });
const cheap: ScryptCost = { n: 2, r: 1, p: 1 };
const codeOf = (password: string, login = 'wangxia', policy = defaultPasswordPolicy) => {
  const result = checkPassword(password, login, policy);
  return result.ok ? 'ok' : result.refusal.code;
};

describe('the policy', () => {
  test.each([
    ['Yongfeng26', 'ok'],
    ['yongfeng-26', 'ok'],
    ['永丰镇大厅Aa1', 'ok'],
    ['Aa1-aaa', 'password.tooShort'],
    ['𠮷𠮷𠮷𠮷Aa1', 'password.tooShort'],
    ['yongfeng26', 'password.tooSimple'],
    ['12345678', 'password.tooSimple'],
    ['ＹＯＮＧＦＥＮＧ２６', 'password.tooSimple'],
    ['WangXia2026!', 'password.isLogin'],
    [`Aa1${'x'.repeat(300)}`, 'password.tooLong'],
  ])('%s: %s', (password, code) => {
    expect(codeOf(password)).toBe(code);
  });

  test('the login name is found whatever its blanks, case and width; two letters may occur anywhere', () => {
    expect(codeOf('Wang.Xia2026', ' wang.xia ')).toBe('password.isLogin');
    expect(codeOf('Ｗａｎｇｘｉａ26!', 'wangxia')).toBe('password.isLogin');
    expect(codeOf('Yongfeng26', 'yo')).toBe('ok');
  });

  test('is data', () => {
    expect(codeOf('yongfeng', 'w', { minLength: 8, minClasses: 1 })).toBe('ok');
    expect(codeOf('Yongfeng26', 'w', { minLength: 12, minClasses: 3 })).toBe('password.tooShort');
    expect(codeOf('Yongfeng26', 'w', { minLength: 8, minClasses: 4 })).toBe('password.tooSimple');
    expect(passwordPolicySchema.safeParse({ minLength: 4, minClasses: 3 }).success).toBe(false);
  });
});

describe('a verifier', () => {
  test('for real: N=2^15, r=8, p=1 stand in it; right, wrong and unknown', async () => {
    const verifier = await createVerifier(crypto, 'Yongfeng26');
    expect(verifier).toMatch(/^scrypt\$32768\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
    expect(await verifyPassword(crypto, 'Yongfeng26', verifier)).toEqual({ matches: true, outdated: false });
    expect(await verifyPassword(crypto, 'Yongfeng27', verifier)).toEqual({ matches: false, outdated: false });
  });

  test('has its own salt each time', async () => {
    expect(await createVerifier(crypto, 'a', cheap)).not.toBe(await createVerifier(crypto, 'a', cheap));
  });

  test('takes composed and full-width forms for the same password', async () => {
    const verifier = await createVerifier(crypto, 'Café２６', cheap);
    expect(await verifyPassword(crypto, 'Cafe\u030126', verifier, cheap)).toEqual({ matches: true, outdated: false });
  });

  test('made at a lower cost matches and says that it is outdated', async () => {
    const verifier = await createVerifier(crypto, 'Yongfeng26', cheap);
    const dearer = { n: 4, r: 1, p: 1 };
    expect(await verifyPassword(crypto, 'Yongfeng26', verifier, dearer)).toEqual({ matches: true, outdated: true });
    expect(await verifyPassword(crypto, 'wrong', verifier, dearer)).toEqual({ matches: false, outdated: false });
  });

  test('of nobody costs the same work and never matches', async () => {
    const costs: ScryptCost[] = [];
    const counting: CryptoProvider = {
      ...crypto,
      scrypt: (secret, salt, cost) => {
        costs.push(cost);
        return crypto.scrypt(secret, salt, cost);
      },
    };
    const verifier = await createVerifier(counting, 'Yongfeng26', cheap);
    expect(await verifyPassword(counting, 'wrong', verifier, cheap)).toEqual({ matches: false, outdated: false });
    expect(await verifyPassword(counting, 'wrong', undefined, cheap)).toEqual({ matches: false, outdated: false });
    expect(costs).toEqual([cheap, cheap, cheap]);
  });

  test('that is malformed throws without showing it', async () => {
    const good = await createVerifier(crypto, 'a', cheap);
    const bad = ['', 'scrypt', good.slice(0, -1), good.replace('$2$', '$3$'), good.replace('$2$', '$999999999$')];
    for (const text of bad) {
      await expect(verifyPassword(crypto, 'a', text)).rejects.toThrow(/^a stored password verifier is malformed$/);
    }
  });
});
