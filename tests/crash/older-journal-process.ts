/** `node older-journal-process.ts <dir>`: opens the journal with the tables of today, which migrates it. */
import { openAs } from './older-journals.ts';

const opened = await openAs(3, process.argv[2] ?? '');
if (!opened.ok) throw new Error(opened.refusal.code);
opened.value.close();
