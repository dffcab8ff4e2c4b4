/** `node migrate-process.ts <dir>`: opens the store with the newest made-up tables, which migrates it. */
import { threeVersions } from './migrations.ts';
import { openSmallStore } from './small-store.ts';

const opened = await openSmallStore(process.argv[2] ?? '', threeVersions);
if (!opened.ok) throw new Error(opened.refusal.code);
opened.value.close();
