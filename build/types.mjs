// Type-checks each room with its own tsconfig, two at a time.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root, spent, underRecentNode } from './runtime.mjs';

await underRecentNode();

const projects = ['tests', 'renderer', 'electron', 'electron/shell', 'hub', 'shared', 'build'];
const noInputs = 'error TS18003';

function check(project) {
  const started = Date.now();
  const args = [join(root, 'node_modules/typescript/bin/tsc'), '-p', `${project}/tsconfig.json`, '--pretty', 'false'];
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.on('data', (chunk) => (printed += chunk));
    child.on('error', fail);
    child.on('close', (code) => {
      const isEmpty = printed.includes(noInputs);
      const verdict = isEmpty ? 'empty' : code === 0 ? 'ok' : 'FAILED';
      console.log(`types ${project.padEnd(15)} ${verdict.padEnd(7)} ${spent(started)}`);
      if (verdict === 'FAILED') process.stdout.write(printed);
      done(verdict !== 'FAILED');
    });
  });
}

const waiting = [...projects];
async function worker() {
  let isFine = true;
  for (let project = waiting.shift(); project; project = waiting.shift()) isFine = (await check(project)) && isFine;
  return isFine;
}

const verdicts = await Promise.all([worker(), worker()]);
process.exit(verdicts.every(Boolean) ? 0 : 1);
