/** Every sub-command, one line each. The first is meant where none is named. */
import { alarms } from './alarms.ts';
import { backup } from './backup.ts';
import { collection } from './collection.ts';
import type { HubCommand } from './command.ts';
import { confirm, decline } from './confirm.ts';
import { desks } from './desks.ts';
import { invite } from './invite.ts';
import { registries } from './registries.ts';
import { restore } from './restore.ts';
import { allowCopy, readmit, revoke } from './revoke.ts';
import { serve } from './serve.ts';
import { stick } from './stick.ts';
import { verify } from './verify.ts';

export const commands: readonly [HubCommand, ...HubCommand[]] = [
  serve,
  invite,
  desks,
  confirm,
  decline,
  revoke,
  readmit,
  allowCopy,
  alarms,
  collection,
  registries,
  stick,
  verify,
  backup,
  restore,
];
