/** What a published list may say of somebody: nothing else is ever taken from a case. */
export const publicColumns = ['serial', 'name', 'idNumber', 'phone', 'address', 'matter', 'day', 'result'] as const;
export type PublicColumn = (typeof publicColumns)[number];

/** stage: those whose 公示 is under way; granted: decided in their favour; all: whatever became of them. */
export const publicScopes = ['stage', 'granted', 'all'] as const;
export type PublicScope = (typeof publicScopes)[number];
