import { addText, recentTable } from './recentTable';

const texts = recentTable<string, string>(
  2 ** 13,
  (one, other) => one === other,
);

/**
 * One copy of a text, if an equal one was asked for lately: what is read has a copy for each time that it is written
 * down, and much of it is written down again and again in objects that follow one another.
 */
export function recentText(text: string): string {
  const print = addText(1, text);
  return texts.find(print, text) ?? texts.keep(print, text);
}
