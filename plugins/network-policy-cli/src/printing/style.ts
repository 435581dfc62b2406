import { styleText } from 'node:util';

/** What a text is about, which decides its colour. */
export type Meaning = 'allowed' | 'denied' | 'warning' | 'aside' | 'heading';

const formats = {
  allowed: 'green',
  denied: 'red',
  warning: 'yellow',
  aside: 'dim',
  heading: 'bold',
} as const;

/** Gives a text the colour of its meaning, where colours are wanted. */
export type Paint = (text: string, meaning?: Meaning) => string;

const plain: Paint = text => text;

const coloured: Paint = (text, meaning) =>
  meaning ? styleText(formats[meaning], text, { validateStream: false }) : text;

/** Colours only for a person at a terminal, who may have set NO_COLOR to do without. */
export function paintFor(
  stream: { isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
): Paint {
  const wanted = env.FORCE_COLOR
    ? env.FORCE_COLOR !== '0'
    : stream.isTTY === true && env.TERM !== 'dumb';
  return wanted && !env.NO_COLOR ? coloured : plain;
}
