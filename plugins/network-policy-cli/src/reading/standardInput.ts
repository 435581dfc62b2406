/** The path that means standard input. */
export const standardInput = '-';
