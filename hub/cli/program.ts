/** The hub as a program: finds the command, gives it its flags and a log, and turns what it comes to into an exit code. */
import { resolve } from 'node:path';
import { usualHubDir } from '../data-dir.ts';
import { createHubLog, fileWriter, traceOf } from '../server/log.ts';
import { exitCodes, type HubCommand, type HubProgram } from './command.ts';
import { readCommand, type ReadCommand } from './flags.ts';
import { helpOf, helpOfAll } from './help.ts';
import * as words from './words.ts';

/** Resolves with the exit code, when everything is closed. */
export async function runHubProgram(
  commandLine: readonly string[],
  commands: readonly [HubCommand, ...HubCommand[]],
  program: HubProgram,
): Promise<number> {
  const read = readCommand(commandLine, commands);
  const both = ([chinese, english]: words.Sentence): string => `${chinese}\n${english}`;
  if ('problem' in read) {
    program.complain(both(words.wrongFlag(read)));
    return exitCodes.wrongUse;
  }
  if (read.flags.has('help')) {
    program.print(read.command === commands[0] ? helpOfAll(commands) : helpOf(read.command));
    return exitCodes.done;
  }
  return runCommand(read, program, both);
}

async function runCommand(
  { command, flags, words: said }: ReadCommand,
  program: HubProgram,
  both: (sentence: words.Sentence) => string,
): Promise<number> {
  const logFile = flags.get('log-file');
  const log = createHubLog(logFile === undefined ? program.writeLog : fileWriter(resolve(program.folder, logFile)));
  try {
    return await command.run({
      flags,
      words: said,
      dataDir: resolve(program.folder, flags.get('data-dir') ?? usualHubDir(program.machine)),
      log,
      program,
      say: (sentence) => {
        program.print(both(sentence));
      },
      refuse: (sentence) => {
        program.complain(both(sentence));
        return exitCodes.refused;
      },
    });
  } catch (error) {
    log.error({ command: command.name, error: traceOf(error) }, 'fault');
    program.complain(both(words.fault));
    return exitCodes.refused;
  }
}
