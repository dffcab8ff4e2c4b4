import type { DeskDevices } from '#shared/contract/desk.ts';
import { queryClient } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAnswer, type Answer } from '../client/use-answer.ts';

const key = ['desk.devices'];

export const useDevices = (isOn = true): Answer<DeskDevices> => useAnswer(key, () => desk.desk.devices({}), { isOn });

export const askDevicesAgain = (): Promise<void> => queryClient.invalidateQueries({ queryKey: key });
