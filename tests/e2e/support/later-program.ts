/** `node later-program.ts <dir> <login> <password>`: opens a closed store as a later program would, with tables this one does not know. */
import { createCrypto } from '../../../electron/desk/keys/provider.ts';
import { openWithPassword } from '../../../electron/desk/keys/key-slots.ts';
import { storeKeyOf } from '../../../electron/desk/opening.ts';
import { sql } from '../../../electron/desk/store/handles.ts';
import { migrations } from '../../../electron/desk/store/migrations/index.ts';
import { openStore } from '../../../electron/desk/store/open.ts';
import { systemElapsed, systemRandom } from '../../../electron/desk/system.ts';
import { unwrap } from '../../../shared/kernel/result.ts';

const [directory = '', login = '', password = ''] = process.argv.slice(2);
const crypto = createCrypto(systemRandom);
const { rootKey } = unwrap(await openWithPassword({ directory, crypto }, { login, password }));
const later = {
  version: migrations.length + 1,
  name: 'later',
  up: (write: Parameters<(typeof migrations)[number]['up']>[0]) => {
    write(sql`CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT`);
  },
};
const store = unwrap(
  await openStore({
    dir: directory,
    key: storeKeyOf({ crypto }, rootKey),
    migrations: [...migrations, later],
    appBuild: '9.0.0 2030-01-01',
    log: { warn: () => undefined },
    elapsed: systemElapsed,
  }),
);
store.close();
