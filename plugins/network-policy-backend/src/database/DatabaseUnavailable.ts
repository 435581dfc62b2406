import { ServiceUnavailableError } from '@backstage/errors';

/**
 * The database does not answer: status 503. Its own words are in the log; people read what is in force now.
 */
export class DatabaseUnavailable extends ServiceUnavailableError {
  /** @param inForce - what holds now, as the beginning of a sentence */
  constructor(inForce: string) {
    super(
      `${inForce}, because the portal's database does not answer. Verdicts do not need it; try again in a minute`,
    );
  }
}
