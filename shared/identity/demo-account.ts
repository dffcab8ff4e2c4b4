/** 演示账号: the account of a demo, shown on its login screen. Safe only because a demo holds nothing but made-up people. */
export const demoAccount = { login: 'demo', password: 'Yongfeng-2026' } as const;
