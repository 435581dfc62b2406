import { z } from 'zod';

const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/**
 * Format characters, such as marks of direction and zero-width ones, halves of characters, and letters that are shown
 * as nothing. What a person reads would not be what is stored.
 */
const INVISIBLE =
  /[\p{Cf}\p{Cs}\u{34f}\u{115f}\u{1160}\u{17b4}\u{17b5}\u{2800}\u{3164}\u{ffa0}]/u;

/** A line of text that people read, without anything in it that they do not see. */
export function draftText(maximum: number) {
  return z
    .string()
    .trim()
    .max(maximum, `must be no more than ${maximum} characters`)
    .refine(value => !CONTROL.test(value), {
      message: 'must not contain control characters or line breaks',
    })
    .refine(value => !INVISIBLE.test(value), {
      message:
        'must not contain invisible characters, such as marks of direction or zero-width spaces',
    });
}
