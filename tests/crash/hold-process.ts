/** `node hold-process.ts <dir> [once|forget|hold] [nobody]`: opens the desk, says `opened` or the refusal; holds it unless `once`. */
import { writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { loadDriver } from '#desk/store/driver.ts';
import { morning, openCrashDesk } from './crash-desk.ts';

const [dir = '', mode, user] = process.argv.slice(2);
const say = (line: string): void => void writeSync(1, `${line}\n`);

// Loaded before the rights are given up, because the program's own files may not be everybody's to read.
await loadDriver();
const nobody = 65_534;
if (user === 'nobody' && process.getuid?.() === 0) process.setuid?.(nobody);

/** Nothing but the answer leaves this function, so nothing here refers to the desk afterwards. */
async function answer(): Promise<string> {
  const opened = await openCrashDesk(dir, { at: morning, seed: process.pid });
  if (opened.ok && mode === 'once') await opened.value.desk.close();
  return opened.ok ? 'opened' : opened.refusal.code;
}

const answered = await answer();
for (let sweep = 0; mode === 'forget' && sweep < 5; sweep += 1) {
  global.gc?.();
  await wait(5);
}
say(answered);
if (mode !== 'once') await wait(60_000);
