/** How the program ends, for scripts: fine, a check failed, or something given could not be used. */
export const exitCodes = { fine: 0, failed: 1, unusable: 2 } as const;

/** One of the codes that the program ends with. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
