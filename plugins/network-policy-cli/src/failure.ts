/** What ends a command before it has an answer; its message is all that a person needs to see. */
export class UnusableInputError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnusableInputError';
  }
}
