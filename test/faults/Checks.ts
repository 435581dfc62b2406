/**
 * Counts what holds and what does not, and says so line by line.
 */
export class Checks {
  private passed = 0;
  private failed = 0;

  get hasFailed(): boolean {
    return this.failed > 0 || this.passed === 0;
  }

  /** Notes one; `details` are for who looks closely. */
  note(name: string, problem: string | undefined, details = ''): void {
    const holds = problem === undefined;
    this.passed += holds ? 1 : 0;
    this.failed += holds ? 0 : 1;
    const number = this.passed + this.failed;
    const about = details && `: ${details}`;
    process.stdout.write(
      `${holds ? 'ok' : 'not ok'} ${number} - ${name}${about}\n`,
    );
    if (!holds) {
      process.stdout.write(`| ${problem.replaceAll('\n', '\n| ')}\n`);
    }
  }

  /** Notes whether something is done without an error, and what it tells. */
  async check(name: string, work: () => Promise<string | void>): Promise<void> {
    try {
      this.note(name, undefined, (await work()) ?? '');
    } catch (error) {
      this.note(name, error instanceof Error ? error.message : String(error));
    }
  }

  toString(): string {
    return `${this.passed} passed, ${this.failed} failed`;
  }
}
