import { describe, expect, it } from 'vitest';
import { readShellMessage } from './window-bridge.ts';

describe('readShellMessage', () => {
  it('reads the three messages of the shell', () => {
    expect(readShellMessage({ tongban: 'port' })).toEqual({ tongban: 'port' });
    expect(readShellMessage({ tongban: 'closing' })).toEqual({ tongban: 'closing' });
    expect(readShellMessage({ tongban: 'desk', state: 'down' })).toEqual({ tongban: 'desk', state: 'down' });
    expect(readShellMessage({ tongban: 'desk', state: 'refused', code: 'x' })).toMatchObject({ code: 'x' });
  });

  it('takes nothing else for one', () => {
    const others = [null, 'port', 1, {}, { tongban: 'other' }, { tongban: 'desk' }, { tongban: 'desk', state: 'gone' }];
    expect(others.map(readShellMessage)).toEqual(others.map(() => undefined));
  });
});
