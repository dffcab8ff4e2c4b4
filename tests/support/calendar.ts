import shipped from '../../resources/calendar/cn-2025-2027.json' with { type: 'json' };
import { unwrap } from '#shared/kernel/result.ts';
import { type WorkCalendar, parseCalendar } from '#shared/time/calendar.ts';

/** The calendar the program ships: 2025 and 2026 official, 2027 estimated. */
export const shippedCalendar: WorkCalendar = unwrap(parseCalendar(shipped));
