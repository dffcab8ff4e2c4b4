/** Procedures on the desk itself: its state, set-up, login, staff, clock, backup, audit. */
import { z } from 'zod';
import { permissions, roles, staffRoles } from '../kernel/permissions.ts';
import { auditTypes } from './audit-types.ts';
import * as base from './base.ts';

const { closedProcedure, procedure, done, id, instant, nothing, plainDate, secret, shortText } = base;

export const clockDoubt = z.strictObject({
  why: z.enum(['beforeLastEntry', 'beforeBuild', 'longSilence']),
  last: instant,
  /** The machine's present day, to be read and confirmed. */
  today: plainDate,
});

export const me = z.strictObject({
  staff: id,
  name: z.string(),
  /** So that whoever unlocks their own screen types the password alone. */
  login: z.string(),
  roles: z.array(z.enum(roles)),
  /** Of an inspector: the last day they may look. */
  until: base.plainDate.exactOptional(),
  may: z.array(z.enum(permissions)),
});
export type Me = z.infer<typeof me>;

export const status = z.strictObject({
  /** new: nothing set up. locked: set up, the store is closed. open: the store is open. */
  state: z.enum(['new', 'locked', 'open']),
  build: z.strictObject({ version: z.string(), date: instant }),
  /** Somebody is logged in on this connection. */
  me: me.nullable(),
  /** Seconds until another try is allowed, 0 = now. */
  lockedFor: z.int().min(0),
  /** The file of an older program is being brought up: how much is copied, 0 to 1; at 1 the copy is checked and the tables are changed. */
  upgrade: z.number().min(0).max(1).nullable(),
  station: z
    .strictObject({
      code: z.string(),
      name: z.string(),
      township: z.string(),
      form: z.enum(['hall', 'village']),
      faculties: z.array(z.string()),
    })
    .nullable(),
  desk: z.string(),
  isDemo: z.boolean(),
  /** How this program prints: in Electron itself, silently by a browser it started, or through the browser's dialog. */
  printing: z.enum(['electron', 'kiosk', 'dialog']),
  /** A paper can be had as a PDF file. */
  makesPdf: z.boolean(),
  clock: clockDoubt.nullable(),
  space: z.enum(['ample', 'low', 'noAttachments', 'readOnly']),
  lastBackup: instant.nullable(),
  backupProblem: z.string().nullable(),
  /** Seconds without a key or click after which the screen locks. */
  idleLock: z.int(),
});
export type DeskStatus = z.infer<typeof status>;

/** How this desk looks, for whoever sits at it. */
export const settings = z.strictObject({
  slipSize: base.paperSize,
  isLargeText: z.boolean(),
  theme: z.enum(['light', 'dark', 'auto']),
  isAnimated: z.boolean(),
  /** null: as the window was opened. */
  language: z.enum(['zh-CN', 'en']).nullable(),
});
export type DeskSettings = z.infer<typeof settings>;

/** Milliseconds between two keys of a scanner gun at most; a hand is slower than all of them. */
export const scanGaps = [20, 35, 50] as const;
export const devices = z.strictObject({ scanGap: z.literal(scanGaps) });
export type DeskDevices = z.infer<typeof devices>;

/** As a device says it, before anybody has checked it. */
export const deviceSaid = base.jsonObject;
export type DeviceSaid = z.infer<typeof deviceSaid>;
/** What the simulated reader of a demonstration can be given. */
export const madeUpCards = ['plain', 'expired', 'rare', 'minority', 'permit', 'misread', 'unread'] as const;
export type MadeUpCard = (typeof madeUpCards)[number];

const groups = z.array(z.string().max(20)).length(8);
const township = z.strictObject({
  code: z.string(),
  name: z.string(),
  county: z.string(),
  city: z.string(),
  province: z.string(),
});

export const deskContract = {
  status: closedProcedure('public', nothing, status),
  confirmClock: procedure(
    'desk.confirmClock',
    z.strictObject({ act: id, today: plainDate }),
    done.extend({ today: plainDate }),
  ),
  /** Idle time of this connection is over: the screen must be unlocked by its own person. */
  settings: procedure('login', nothing, settings, 'open'),
  keepSettings: procedure('login', settings, done),
  /** How the devices of this computer are set. */
  devices: procedure('login', nothing, devices, 'open'),
  keepDevices: procedure('case.take', devices, done),
  /** What a card reader would say of a made-up card; refused (`device.notSimulated`) wherever real work is done. */
  readMadeUp: procedure(
    'case.take',
    z.strictObject({ card: z.enum(madeUpCards) }),
    z.strictObject({ said: deviceSaid }),
  ),
};

export const setUpContract = {
  /** Townships whose name, county or pinyin initials fit, best first. */
  townships: closedProcedure(
    'public',
    z.strictObject({ search: shortText }),
    z.strictObject({ townships: z.array(township) }),
  ),
  /** The hall and the village stations of a township, as far as they are known. */
  stations: closedProcedure(
    'public',
    z.strictObject({ township: z.string().regex(/^\d{9}$/) }),
    z.strictObject({
      stations: z.array(z.strictObject({ code: z.string(), name: z.string(), form: z.enum(['hall', 'village']) })),
    }),
  ),
  /** A fresh recovery phrase, kept in memory until `complete`. `html` is the sheet to print twice. */
  phrase: closedProcedure(
    'public',
    z.strictObject({ township: shortText, station: shortText }),
    z.strictObject({ groups, html: z.string() }),
  ),
  complete: closedProcedure(
    'public',
    z.strictObject({
      township: z.strictObject({ code: z.string().regex(/^\d{9}$/), name: z.string().trim().min(1).max(100) }),
      station: z.strictObject({
        code: z.string().regex(/^\d{12}$/),
        name: z.string().trim().min(1).max(100),
        form: z.enum(['hall', 'village']),
        phone: z.string().max(40),
      }),
      desk: z.string().trim().min(1).max(100),
      staff: z.strictObject({
        name: z.string().trim().min(1).max(100),
        login: z.string().trim().min(1).max(64),
        password: secret,
      }),
      /** As typed back from the printed sheet. */
      phrase: groups,
      /** Folder for the daily backup; '' = decide later. */
      backupFolder: z.string().max(1000),
    }),
    me,
  ),
  /** Backups found in a folder, newest first. */
  backups: closedProcedure(
    'public',
    z.strictObject({ folder: z.string().min(1).max(1000) }),
    z.strictObject({ backups: z.array(z.strictObject({ file: z.string(), at: instant, bytes: z.int() })) }),
  ),
  /** Restores a backup into an empty data directory, as a new writer. */
  restore: closedProcedure(
    'public',
    z.strictObject({ folder: z.string().min(1).max(1000), file: z.string().min(1).max(300), phrase: groups }),
    z.strictObject({
      /** Cases and entries restored, and up to when. */
      cases: z.int(),
      entries: z.int(),
      upTo: instant.nullable(),
      /** When the backup was made: what was done at the old desk afterwards is not here. */
      missingSince: instant,
      attachmentsMissing: z.int(),
    }),
  ),
};

const credentials = z.strictObject({ login: z.string().min(1).max(64), password: secret });

export const loginContract = {
  /** `chief`: a 负责人 allows this login, where the desk has been without its server for long (login.needsChief). */
  enter: closedProcedure('public', credentials.extend({ chief: credentials.exactOptional() }), me),
  leave: closedProcedure('public', nothing, done),
  /** Locks the screen of this connection; the store stays open. */
  lock: closedProcedure('public', nothing, done),
  changePassword: procedure('login', z.strictObject({ old: secret, fresh: secret }), done),
};

const staffRow = z.strictObject({
  staff: id,
  name: z.string(),
  login: z.string(),
  roles: z.array(z.enum(roles)),
  isActive: z.boolean(),
  /** Of 检查人员. */
  body: z.string().exactOptional(),
  until: base.plainDate.exactOptional(),
});
const staffAct = { act: id, staff: id };

export const staffContract = {
  list: procedure('registry.read', nothing, z.strictObject({ staff: z.array(staffRow) }), 'open'),
  add: procedure(
    'staff.manage',
    z.strictObject({
      act: id,
      name: z.string().trim().min(1).max(100),
      login: z.string().trim().min(1).max(64),
      roles: z.array(z.enum(staffRoles)).min(1),
      password: secret,
    }),
    z.strictObject({ staff: id }),
  ),
  setRoles: procedure('staff.manage', z.strictObject({ ...staffAct, roles: z.array(z.enum(staffRoles)).min(1) }), done),
  suspend: procedure('staff.manage', z.strictObject(staffAct), done),
  reinstate: procedure('staff.manage', z.strictObject({ ...staffAct, password: secret }), done),
  resetPassword: procedure('staff.manage', z.strictObject({ ...staffAct, password: secret }), done),
};

export const recoveryContract = {
  /** A fresh phrase for whoever gives their own password again, shown once; the old one holds until `replace`. `html`: the sheet, twice. */
  propose: procedure('keys.manage', z.strictObject({ password: secret }), z.strictObject({ groups, html: z.string() })),
  /** As typed back from the printed sheet, in the login it was shown in. */
  replace: procedure('keys.manage', z.strictObject({ phrase: groups }), done),
};

export const backupContract = {
  /** The second place and how the last backup went. */
  state: procedure(
    'login',
    nothing,
    z.strictObject({
      folder: z.string(),
      last: z.strictObject({ at: instant, file: z.string(), entries: z.int(), head: z.string() }).nullable(),
      problem: base.refusalSchema.nullable(),
    }),
    'open',
  ),
  setFolder: procedure('backup.run', z.strictObject({ folder: z.string().min(1).max(1000) }), done),
  /** Makes one now: written, reopened, checked, chain head compared. */
  run: procedure(
    'backup.run',
    nothing,
    z.strictObject({ at: instant, file: z.string(), entries: z.int(), head: z.string() }),
  ),
};

export const auditContract = {
  list: procedure(
    'audit.read',
    z.strictObject({ before: z.int().min(1).exactOptional(), limit: z.int().min(1).max(200) }),
    z.strictObject({
      events: z.array(
        z.strictObject({
          seq: z.int(),
          at: instant,
          by: z.string(),
          byName: z.string(),
          type: z.enum(auditTypes),
          data: base.jsonObject,
        }),
      ),
    }),
  ),
};
